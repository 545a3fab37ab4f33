package org.shaodao.shared.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.MessageSource;
import org.springframework.core.io.InputStreamSource;

/**
 * A small file read whole, its columns found by their titles in either language or by their plain names. A missing
 * column or one that stands there twice refuses the file, naming it.
 */
public final class HeadedTable {

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final Map<String, Integer> positions = new HashMap<>();
    private final List<TableRow> rows = new ArrayList<>();

    /**
     * @param titles message keys of the columns that must be there; the last part of a key is the plain name
     * @param extra message keys of columns that may be missing
     */
    public static HeadedTable read(
            InputStreamSource file, TableBounds bounds, List<String> titles, List<String> extra, MessageSource words) {
        try (Table table = Spreadsheets.open(file, bounds)) {
            RuleViolation.require(table.hasNext(), "table.empty");
            HeadedTable read = new HeadedTable(table.next(), titles, extra, words);
            while (table.hasNext()) {
                read.rows.add(table.next());
            }
            return read;
        }
    }

    private HeadedTable(TableRow head, List<String> titles, List<String> extra, MessageSource words) {
        List<String> all = new ArrayList<>(titles);
        all.addAll(extra);
        for (int column = 0; column < head.cells().size(); column++) {
            String title = head.cell(column).strip();
            for (String key : all) {
                if (names(key, words).stream().anyMatch(title::equalsIgnoreCase)) {
                    RuleViolation.require(positions.putIfAbsent(key, column) == null, "table.column-twice", title);
                    break;
                }
            }
        }
        List<String> missing = titles.stream()
                .filter(key -> !positions.containsKey(key))
                .map(key -> names(key, words).get(0))
                .toList();
        RuleViolation.require(missing.isEmpty(), "table.columns-missing", String.join("、", missing));
    }

    public List<TableRow> rows() {
        return rows;
    }

    /** The stripped cell under this title, "" where the column or the cell is missing. */
    public String cell(TableRow row, String titleKey) {
        Integer column = positions.get(titleKey);
        return column == null ? "" : row.cell(column).strip();
    }

    private static List<String> names(String key, MessageSource words) {
        List<String> names = new ArrayList<>();
        for (Locale language : LANGUAGES) {
            String word = words.getMessage(key, null, null, language);
            if (word != null) {
                names.add(word);
            }
        }
        names.add(key.substring(key.lastIndexOf('.') + 1).replace('-', '_'));
        return names;
    }
}
