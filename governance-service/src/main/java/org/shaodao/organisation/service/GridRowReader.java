package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;

/** Reads the cells of one file and collects, by row and column, what cannot be read. */
final class GridRowReader {

    private final Map<GridColumn, Integer> columns;
    private final LocalDate today;
    private final List<RowError> errors = new ArrayList<>();
    private final Map<String, AreaKind> kinds;
    private final Map<String, GridUnitType> unitTypes;
    private final Map<String, PostType> postTypes;
    private final Map<String, Employment> employments;

    GridRowReader(Map<GridColumn, Integer> columns, GridWords words, LocalDate today) {
        this.columns = columns;
        this.today = today;
        this.kinds = words.all(AreaKind.values());
        this.unitTypes = words.all(GridUnitType.values());
        this.postTypes = words.all(PostType.values());
        this.employments = words.all(Employment.values());
    }

    /** What could not be read or was refused so far, by row. */
    List<RowError> errors() {
        return errors.stream().sorted(Comparator.comparingInt(RowError::row)).toList();
    }

    /** How many cells were refused so far. */
    int refused() {
        return errors.size();
    }

    /** The row; what cannot be read in it is refused and left empty. */
    GridRow read(TableRow row) {
        GridRow read = new GridRow(
                row.number(),
                code(row, GridColumn.COMMUNITY, 12),
                code(row, GridColumn.GRID, 15),
                name(row),
                facts(row),
                post(row),
                required(row),
                person(row),
                yes(row, GridColumn.MEMBER),
                phone(row),
                pick(row, GridColumn.EMPLOYMENT, employments),
                yes(row, GridColumn.DEPUTY),
                date(row));
        if (!read.person().isEmpty() && read.post() == null) {
            refuse(row.number(), GridColumn.POST, "organisation.import.person-without-post");
        }
        return read;
    }

    /** Notes what is wrong with a cell. */
    void refuse(int row, GridColumn column, String key, Object... args) {
        errors.add(RowError.of(row, column.head(), key, args));
    }

    private String code(TableRow row, GridColumn column, int digits) {
        String code = text(row, column);
        if (!code.matches("[0-9]{" + digits + "}")) {
            error(row, column, "organisation.code-invalid", digits);
        }
        return code;
    }

    private String name(TableRow row) {
        String name = text(row, GridColumn.NAME);
        if (name.isEmpty() || name.length() > 60) {
            error(row, GridColumn.NAME, "organisation.import.name-length", 60);
        }
        return name;
    }

    private GridRow.Facts facts(TableRow row) {
        AreaKind kind = pick(row, GridColumn.KIND, kinds);
        if (kind != null && kind.level() != AreaLevel.GRID) {
            error(row, GridColumn.KIND, "organisation.kind-of-other-level");
        }
        return new GridRow.Facts(
                kind,
                pick(row, GridColumn.UNIT_TYPE, unitTypes),
                figure(row, GridColumn.HOUSEHOLDS),
                figure(row, GridColumn.RESIDENTS),
                figure(row, GridColumn.BUILDINGS),
                columns.containsKey(GridColumn.BOUNDARY) ? text(row, GridColumn.BOUNDARY) : null);
    }

    private @Nullable PostType post(TableRow row) {
        PostType post = pick(row, GridColumn.POST, postTypes);
        if (post != null && post.seat() != PostType.Seat.GRID) {
            error(row, GridColumn.POST, "organisation.post-wrong-place");
        }
        return post;
    }

    private @Nullable Integer required(TableRow row) {
        Integer needed = figure(row, GridColumn.REQUIRED);
        if (needed != null && needed > 99) {
            error(row, GridColumn.REQUIRED, "organisation.required-number");
        }
        return needed;
    }

    private String person(TableRow row) {
        String person = text(row, GridColumn.PERSON);
        if (person.length() > 40) {
            error(row, GridColumn.PERSON, "organisation.import.name-length", 40);
        }
        return person;
    }

    private String text(TableRow row, GridColumn column) {
        return PlainText.clean(
                TableWriter.unguarded(row.cell(columns.getOrDefault(column, -1)).strip()));
    }

    private boolean yes(TableRow row, GridColumn column) {
        return Set.of("是", "yes", "true", "1", "y").contains(text(row, column).toLowerCase(Locale.ROOT));
    }

    private <E extends Enum<E>> @Nullable E pick(TableRow row, GridColumn column, Map<String, E> words) {
        String text = text(row, column);
        if (text.isEmpty()) {
            return null;
        }
        E found = words.get(text);
        E lower = found == null ? words.get(text.toLowerCase(Locale.ROOT)) : found;
        if (lower == null) {
            error(row, column, "organisation.import.word-unknown");
        }
        return lower;
    }

    private @Nullable Integer figure(TableRow row, GridColumn column) {
        String text = text(row, column);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,7}")) {
            error(row, column, "organisation.import.not-a-number");
            return null;
        }
        return Integer.valueOf(text);
    }

    private @Nullable PhoneNumber phone(TableRow row) {
        try {
            return PhoneNumber.ofNullable(text(row, GridColumn.PHONE));
        } catch (RuleViolation unreadable) {
            error(row, GridColumn.PHONE, unreadable.key());
            return null;
        }
    }

    private @Nullable LocalDate date(TableRow row) {
        String text = text(row, GridColumn.FROM);
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text.replace('/', '-'));
            if (day.isAfter(today.plusDays(90))) {
                error(row, GridColumn.FROM, "organisation.from-in-future");
            }
            return day;
        } catch (DateTimeParseException unreadable) {
            error(row, GridColumn.FROM, "organisation.import.not-a-date");
            return null;
        }
    }

    private void error(TableRow row, GridColumn column, String key, Object... args) {
        refuse(row.number(), column, key, args);
    }
}
