package org.shaodao.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shaodao.shared.RuleViolation;

/** Which column holds which field. */
public final class ColumnMapping {

    private final Map<HotlineField, List<Integer>> columns;

    private ColumnMapping(Map<HotlineField, List<Integer>> columns) {
        this.columns = columns;
    }

    /**
     * Finds the columns by their heads; {@code wanted} fields are looked up by the head, the letter or the number
     * given for them. Throws {@code intake.no-such-column} for a wanted column that is not there.
     */
    public static ColumnMapping of(List<String> head, WantedColumns wanted) {
        List<String> plain = head.stream().map(ColumnMapping::plain).toList();
        Map<HotlineField, List<Integer>> found = new EnumMap<>(HotlineField.class);
        Set<Integer> used = new HashSet<>();
        wanted.columns().forEach((field, name) -> {
            List<Integer> hits = named(plain, name);
            RuleViolation.require(!hits.isEmpty(), "intake.no-such-column", name, String.join(" | ", head));
            found.put(field, hits);
            used.addAll(hits);
        });
        for (HotlineField field : HotlineField.values()) {
            if (!wanted.only() && !found.containsKey(field)) {
                List<Integer> hits = find(plain, field, used);
                if (!hits.isEmpty()) {
                    found.put(field, hits);
                    used.addAll(hits);
                }
            }
        }
        return new ColumnMapping(found);
    }

    /** Throws {@code intake.columns-missing} naming what a hotline file cannot do without. */
    public void requireComplete() {
        List<HotlineField> missing = missing();
        RuleViolation.require(
                missing.isEmpty(),
                "intake.columns-missing",
                missing.stream()
                        .map(field -> field.head() + " (" + field.code() + ")")
                        .collect(Collectors.joining("、")));
    }

    /** Fields without which no row can be read: number, time, and either text or title. */
    public List<HotlineField> missing() {
        List<HotlineField> missing = new ArrayList<>();
        if (!has(HotlineField.NUMBER)) {
            missing.add(HotlineField.NUMBER);
        }
        if (!has(HotlineField.RECEIVED)) {
            missing.add(HotlineField.RECEIVED);
        }
        if (!has(HotlineField.DESCRIPTION) && !has(HotlineField.TITLE)) {
            missing.add(HotlineField.DESCRIPTION);
        }
        return missing;
    }

    public boolean has(HotlineField field) {
        return columns.containsKey(field);
    }

    /** The columns of a field, from 0; empty when the file has none. */
    public List<Integer> columns(HotlineField field) {
        return columns.getOrDefault(field, List.of());
    }

    /** How many fields were found. */
    public int size() {
        return columns.size();
    }

    private static List<Integer> find(List<String> plain, HotlineField field, Set<Integer> used) {
        List<Integer> hits = new ArrayList<>();
        for (String head : field.heads()) {
            String wanted = plain(head);
            for (int i = 0; i < plain.size(); i++) {
                boolean same = plain.get(i).equals(wanted)
                        || field == HotlineField.CATEGORY && plain.get(i).startsWith("工单类别");
                if (same && !used.contains(i) && !hits.contains(i)) {
                    hits.add(i);
                    if (!field.isSpread()) {
                        return hits;
                    }
                }
            }
        }
        hits.sort(Comparator.naturalOrder());
        return hits;
    }

    /** One column, or several joined by a plus sign. */
    private static List<Integer> named(List<String> plain, String name) {
        int whole = column(plain, name);
        if (whole >= 0) {
            return List.of(whole);
        }
        List<Integer> parts = new ArrayList<>();
        for (String part : name.split("[+]")) {
            parts.add(column(plain, part.strip()));
        }
        return parts.contains(-1) ? List.of() : parts;
    }

    private static int column(List<String> plain, String name) {
        int byHead = plain.indexOf(plain(name));
        if (byHead >= 0 && !plain(name).isEmpty()) {
            return byHead;
        }
        if (name.matches("#?[0-9]{1,3}")) {
            int number = Integer.parseInt(name.replace("#", "")) - 1;
            return number >= 0 && number < plain.size() ? number : -1;
        }
        if (name.matches("[A-Za-z]{1,2}")) {
            int number = 0;
            for (char letter : name.toUpperCase(Locale.ROOT).toCharArray()) {
                number = number * 26 + letter - 'A' + 1;
            }
            return number <= plain.size() ? number - 1 : -1;
        }
        return -1;
    }

    /** A head without width, case, spaces and punctuation. */
    static String plain(String head) {
        return Normalizer.normalize(head, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}\\p{C}\\p{P}*]", "");
    }
}
