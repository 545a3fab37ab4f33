package org.shaodao.shared;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of Chinese text without a dictionary: every two neighbouring characters, and the last one of each run alone;
 * letters and digits as they stand. Width and case are folded (rulings 32).
 */
public final class Bigrams {

    /** The words in their order; what is neither Chinese nor a letter or digit only separates. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String run : runs(text)) {
            if (isChinese(run)) {
                int[] points = run.codePoints().toArray();
                for (int i = 0; i < points.length; i++) {
                    words.add(new String(points, i, Math.min(2, points.length - i)));
                }
            } else {
                words.add(run);
            }
        }
        return words;
    }

    /** The words as PostgreSQL's {@code to_tsvector('simple', …)} takes them. */
    public static String text(String text) {
        return String.join(" ", of(text));
    }

    /**
     * A {@code to_tsquery('simple', …)} that finds texts holding every part of {@code typed}, each run of it as it
     * stands; a single character and the beginning of a word are enough. Empty where nothing can be looked for.
     */
    public static String allOf(String typed) {
        return runs(typed).stream().map(Bigrams::phrase).collect(Collectors.joining(" & "));
    }

    /** A query that finds texts with any of at most {@code most} different words of {@code text}. */
    public static String anyOf(String text, int most) {
        return of(text).stream()
                .filter(word -> word.codePointCount(0, word.length()) > 1)
                .distinct()
                .limit(most)
                .map(Bigrams::quoted)
                .collect(Collectors.joining(" | "));
    }

    /** How alike two texts are, from 0 to 1: twice the shared words over all words. */
    public static double likeness(String one, String other) {
        Set<String> left = pairs(one);
        Set<String> right = pairs(other);
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        long shared = left.stream().filter(right::contains).count();
        return 2.0 * shared / (left.size() + right.size());
    }

    private static Set<String> pairs(String text) {
        return of(text).stream()
                .filter(word -> word.codePointCount(0, word.length()) > 1)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String phrase(String run) {
        List<String> words = of(run);
        if (!isChinese(run) || words.size() == 1) {
            return quoted(run) + ":*";
        }
        return "("
                + words.subList(0, words.size() - 1).stream()
                        .map(Bigrams::quoted)
                        .collect(Collectors.joining(" <-> ")) + ")";
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }

    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        int[] before = {0};
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(point -> {
                    int kind = kind(point);
                    if (kind != before[0] && run.length() > 0) {
                        runs.add(run.toString());
                        run.setLength(0);
                    }
                    before[0] = kind;
                    if (kind != 0) {
                        run.appendCodePoint(point);
                    }
                });
        if (run.length() > 0) {
            runs.add(run.toString());
        }
        return runs;
    }

    private static boolean isChinese(String run) {
        return kind(run.codePointAt(0)) == 2;
    }

    /** 2 = Chinese, 1 = letter a to z or digit, 0 = anything else. */
    private static int kind(int point) {
        if (Character.isIdeographic(point)) {
            return 2;
        }
        return point >= 'a' && point <= 'z' || point >= '0' && point <= '9' ? 1 : 0;
    }

    private Bigrams() {}
}
