package org.shaodao.organisation.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** Made-up people, the same ones at every first start; the mark behind the name says that they are. */
final class DemoNames {

    private static final Pattern LIST = Pattern.compile("\"(\\w+)\"\\s*:\\s*\\[([^\\]]*)]");
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"");

    private final Random random = new Random(620302);
    private final List<String> surnames;
    private final List<String> given;
    private int number;

    DemoNames() {
        String text;
        try (InputStream in = new ClassPathResource("organisation/names_zh.json").getInputStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        surnames = list(text, "surnames");
        given = new ArrayList<>(list(text, "given_male"));
        given.addAll(list(text, "given_female"));
    }

    String next() {
        return surnames.get(random.nextInt(surnames.size())) + given.get(random.nextInt(given.size())) + "(示例)";
    }

    /** A number of a range no operator uses. */
    String nextPhone() {
        return "100" + String.format("%08d", ++number);
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private static List<String> list(String text, String name) {
        Matcher lists = LIST.matcher(text);
        while (lists.find()) {
            if (lists.group(1).equals(name)) {
                return WORD.matcher(lists.group(2))
                        .results()
                        .map(word -> word.group(1))
                        .toList();
            }
        }
        throw new IllegalStateException("no list " + name);
    }
}
