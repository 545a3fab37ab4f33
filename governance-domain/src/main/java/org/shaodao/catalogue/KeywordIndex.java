package org.shaodao.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the category whose keywords fit a text best, and says which words those were. Long words weigh more than short
 * ones, words at the beginning (the title) more than later ones. A keyword {@code a+b} needs both parts, {@code ~a} is a
 * weak word that decides only where hardly anything else is found, and {@code -a} keeps the category away from texts with it.
 */
public final class KeywordIndex {

    /** Words found this early count more. */
    private static final int HEAD = 30;

    private static final int HEAD_FACTOR = 3;

    private final List<Line> lines;

    /** @param keywords parted by white space, comma or enumeration comma */
    public record Source(CategoryId category, @Nullable String keywords) {}

    /** @param words the keywords found, the weightiest first */
    public record Match(CategoryId category, int score, List<String> words) {
        public Match {
            words = List.copyOf(words);
        }
    }

    private record Line(CategoryId category, List<Keyword> wanted, List<String> unwanted) {}

    private record Keyword(String text, List<String> parts, int weight) {
        static Keyword of(String typed) {
            boolean weak = typed.startsWith("~");
            String text = weak ? typed.substring(1) : typed;
            List<String> parts = Arrays.stream(text.split("\\+"))
                    .filter(part -> !part.isEmpty())
                    .toList();
            int length = parts.stream()
                    .mapToInt(part -> part.codePointCount(0, part.length()))
                    .sum();
            return new Keyword(text, parts, weak ? 1 : length * length);
        }
    }

    private record Hit(String word, int weight) {}

    /** Earlier categories win ties. */
    public KeywordIndex(List<Source> sources) {
        this.lines = sources.stream().map(KeywordIndex::line).toList();
    }

    /** The best category, if any keyword occurs. */
    public Optional<Match> best(String text) {
        return ranked(text).stream().findFirst();
    }

    /** All categories with a keyword in the text, the best first. */
    public List<Match> ranked(String text) {
        String folded = fold(text);
        List<Match> matches = new ArrayList<>();
        for (Line line : lines) {
            if (line.unwanted().stream().anyMatch(folded::contains)) {
                continue;
            }
            List<Hit> hits = new ArrayList<>();
            for (Keyword keyword : line.wanted()) {
                int at = position(folded, keyword);
                if (at >= 0) {
                    hits.add(new Hit(
                            keyword.text(),
                            at < HEAD && keyword.weight() > 1 ? HEAD_FACTOR * keyword.weight() : keyword.weight()));
                }
            }
            if (!hits.isEmpty()) {
                hits.sort(Comparator.comparingInt(Hit::weight).reversed());
                matches.add(new Match(
                        line.category(),
                        hits.stream().mapToInt(Hit::weight).sum(),
                        hits.stream().map(Hit::word).toList()));
            }
        }
        matches.sort(Comparator.comparingInt(Match::score).reversed());
        return matches;
    }

    /** The keywords of a field, folded, without doubles. */
    public static List<String> words(@Nullable String keywords) {
        if (keywords == null) {
            return List.of();
        }
        return Arrays.stream(keywords.split("[\\s,，、;；]+"))
                .map(KeywordIndex::fold)
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .distinct()
                .toList();
    }

    private static Line line(Source source) {
        List<String> words = words(source.keywords());
        return new Line(
                source.category(),
                words.stream()
                        .filter(word -> !word.startsWith("-") && !word.startsWith("+"))
                        .map(Keyword::of)
                        .toList(),
                words.stream()
                        .filter(word -> word.startsWith("-"))
                        .map(word -> word.substring(1))
                        .toList());
    }

    /** Where the last-found part of the keyword begins, -1 when a part is missing. */
    private static int position(String text, Keyword keyword) {
        int latest = -1;
        for (String part : keyword.parts()) {
            int at = text.indexOf(part);
            if (at < 0) {
                return -1;
            }
            latest = Math.max(latest, at);
        }
        return latest;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "");
    }
}
