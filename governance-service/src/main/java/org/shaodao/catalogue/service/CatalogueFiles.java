package org.shaodao.catalogue.service;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CatalogueEntries;
import org.shaodao.catalogue.CatalogueEntry;
import org.shaodao.catalogue.Category;
import org.shaodao.catalogue.CategoryDetails;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRecords;
import org.shaodao.catalogue.CategoryRoot;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.shared.table.HeadedTable;
import org.shaodao.shared.table.RowProblem;
import org.shaodao.shared.table.TableBounds;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The catalogue as spreadsheets, out and in again with the same columns. A file is taken whole or not at all: all rows
 * are tried in one transaction, which is rolled back when one is wrong or when it was only a trial.
 */
@Service
@RequiredArgsConstructor
public class CatalogueFiles {

    private static final TableBounds BOUNDS = new TableBounds(24L << 20, 5_000, 60, 10_000);

    private static final String CATEGORY = "catalogue.category.";
    private static final String ENTRY = "catalogue.entry.";

    private static final List<String> CATEGORY_COLUMNS = keys(
            CATEGORY,
            "code,root,name,name-en,limit-class,on-the-spot,dispute,hazard-level,community-never-leads,keywords,filing-condition,closing-condition,position,active");

    /** Kept by another context; a file without the column leaves it alone. */
    private static final String SEPARATED = CATEGORY + "separated";

    /** A file without the column, or with nothing in it, changes at once; what is only planned keeps its day. */
    private static final String FROM = ENTRY + "from";

    private static final String CATEGORY_CODE = ENTRY + "category-code";
    private static final String CATEGORY_NAME = ENTRY + "category-name";

    private static final List<String> ENTRY_COLUMNS = keys(
            ENTRY,
            "category-code,level,area-kind,lead-kind,lead-speciality,co-units,limit-class,legal-basis,list-type,"
                    + "filing-condition,closing-condition,admission,admitted-until,active");

    private final CatalogueTables tables;
    private final CatalogueEditing editing;
    private final CategoryRecords categoryRecords;
    private final CatalogueEntries entries;
    private final CatalogueWords words;
    private final MessageSource messages;
    private final ObjectProvider<SeparationSwitch> separation;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Writes all categories; groups first, so that the file can be read back. */
    public void writeCategories(OutputStream out, Locale locale) {
        try (TableWriter writer = TableWriter.of("x.xlsx", out, words.text(CATEGORY + "sheet", locale))) {
            List<String> columns = new ArrayList<>(CATEGORY_COLUMNS);
            columns.add(SEPARATED);
            writer.row(titles(columns, locale));
            Set<CategoryId> separated = separated();
            for (CatalogueTables.CategoryRow row : tables.categories()) {
                writer.row(Arrays.asList(
                        row.code(),
                        words.word(CategoryRoot.valueOf(row.root()), locale),
                        row.name(),
                        row.nameEn(),
                        words.limitClass(row.limitClass(), locale),
                        words.yesNo(row.onTheSpot(), locale),
                        words.yesNo(row.dispute(), locale),
                        row.hazardLevel(),
                        words.yesNo(row.communityNeverLeads(), locale),
                        row.keywords(),
                        row.filingCondition(),
                        row.closingCondition(),
                        row.position(),
                        words.yesNo(row.active(), locale),
                        row.parentId() == null ? null : words.yesNo(separated.contains(row.id()), locale)));
            }
        }
    }

    private Set<CategoryId> separated() {
        SeparationSwitch known = separation.getIfAvailable();
        return known == null ? Set.of() : known.separated();
    }

    /** Writes the lines that count now, all in use, also where another edition is planned; that is not among them. */
    public void writeEntries(OutputStream out, Locale locale) {
        try (TableWriter writer = TableWriter.of("x.xlsx", out, words.text(ENTRY + "sheet", locale))) {
            List<String> columns = new ArrayList<>(ENTRY_COLUMNS);
            columns.add(1, CATEGORY_NAME);
            columns.add(FROM);
            writer.row(titles(columns, locale));
            for (CatalogueTables.EntryRow row : tables.entries()) {
                writer.row(Arrays.asList(
                        row.categoryCode(),
                        row.categoryName(),
                        words.word(row.level(), locale),
                        row.areaKind() == null ? null : words.word(row.areaKind(), locale),
                        words.word(row.leadKind(), locale),
                        row.leadSpeciality() == null ? null : words.word(row.leadSpeciality(), locale),
                        row.coUnits().stream()
                                .map(unit -> coUnitWord(unit, locale))
                                .collect(Collectors.joining("、")),
                        row.limitClass() == null ? null : words.limitClass(row.limitClass(), locale),
                        row.legalBasis(),
                        words.word(row.listType(), locale),
                        row.filingCondition(),
                        row.closingCondition(),
                        words.word(row.admission(), locale),
                        row.admittedUntil() == null ? null : row.admittedUntil().toString(),
                        words.yesNo(true, locale)));
            }
        }
    }

    /** Takes categories by their code: unknown codes are added, known ones changed, those not named stay as they are. */
    public ImportOutcome readCategories(InputStreamSource file, boolean dryRun, Actor actor) {
        CatalogueEditing.requireEditor(actor);
        HeadedTable table = HeadedTable.read(file, BOUNDS, CATEGORY_COLUMNS, List.of(SEPARATED), messages);
        return inOneTransaction(dryRun, outcome -> {
            Map<String, Category> known = new HashMap<>();
            categoryRecords.findAll().forEach(category -> known.put(category.getCode(), category));
            Set<CategoryId> before = separated();
            Set<CategoryId> separated = new HashSet<>(before);
            Set<String> seen = new HashSet<>();
            List<TableRow> groupsFirst = table.rows().stream()
                    .sorted(Comparator.comparingInt(
                            row -> table.cell(row, CATEGORY_COLUMNS.get(0)).length()))
                    .toList();
            for (TableRow row : groupsFirst) {
                outcome.row(row, () -> category(table, row, known, seen, separated, outcome, actor));
            }
            SeparationSwitch kept = separation.getIfAvailable();
            if (kept != null && !separated.equals(before)) {
                entries.flush();
                kept.separate(actor, separated);
            }
        });
    }

    /** Takes lines by category code and level; those not named stay as they are. */
    public ImportOutcome readEntries(InputStreamSource file, boolean dryRun, Actor actor) {
        CatalogueEditing.requireEditor(actor);
        HeadedTable table = HeadedTable.read(file, BOUNDS, ENTRY_COLUMNS, List.of(CATEGORY_NAME, FROM), messages);
        return inOneTransaction(dryRun, outcome -> {
            Map<String, Category> categories = new HashMap<>();
            categoryRecords.findAll().forEach(category -> categories.put(category.getCode(), category));
            Map<Key, Line> known = new HashMap<>();
            Instant now = editing.now();
            entries.findAll().stream()
                    .filter(entry -> entry.isLive(now))
                    .forEach(entry -> known.merge(
                            new Key(entry.getCategoryId(), entry.getLevel(), entry.getAreaKind()),
                            Line.of(entry, now),
                            Line::with));
            Set<Key> seen = new HashSet<>();
            for (TableRow row : table.rows()) {
                outcome.row(row, () -> entry(table, row, categories, known, seen, outcome, actor));
            }
        });
    }

    private record Key(
            CategoryId category, AreaLevel level, @Nullable AreaKind areaKind) {}

    /** What counts now of a line, and its last edition where that is to begin later. */
    private record Line(
            @Nullable CatalogueEntry present, @Nullable CatalogueEntry planned) {

        static Line of(CatalogueEntry entry, Instant now) {
            return new Line(entry.getValidFrom().isAfter(now) ? null : entry, entry.isPlanned(now) ? entry : null);
        }

        Line with(Line other) {
            return new Line(present == null ? other.present : present, planned == null ? other.planned : planned);
        }
    }

    private void category(
            HeadedTable table,
            TableRow row,
            Map<String, Category> known,
            Set<String> seen,
            Set<CategoryId> separated,
            Outcome outcome,
            Actor actor) {
        String code = table.cell(row, CATEGORY + "code");
        if (!seen.add(code)) {
            throw new RuleViolation("table.row-twice", code);
        }
        CategoryDetails details = new CategoryDetails(
                read(table, row, CATEGORY + "root", typed -> words.constant(CategoryRoot.class, typed)),
                table.cell(row, CATEGORY + "name"),
                table.cell(row, CATEGORY + "name-en"),
                read(table, row, CATEGORY + "limit-class", typed -> words.limitClass(typed)),
                yesNo(table, row, CATEGORY + "on-the-spot"),
                yesNo(table, row, CATEGORY + "dispute"),
                number(table, row, CATEGORY + "hazard-level"),
                yesNo(table, row, CATEGORY + "community-never-leads"),
                table.cell(row, CATEGORY + "keywords"),
                table.cell(row, CATEGORY + "filing-condition"),
                table.cell(row, CATEGORY + "closing-condition"),
                number(table, row, CATEGORY + "position"));
        boolean active = yesNo(table, row, CATEGORY + "active");
        Instant now = clock.instant();
        Category category = known.get(code);
        if (category == null) {
            Category group = code.length() > 2 ? known.get(code.substring(0, 2)) : null;
            RuleViolation.require(code.length() <= 2 || group != null, "catalogue.category.group-unknown", code);
            Category added = Category.add(CategoryId.next(), code, group, details, actor.account(), now);
            if (!active) {
                added.deactivate(actor.account(), now);
            }
            categoryRecords.save(added);
            editing.refreshAfterCommit();
            known.put(code, added);
            separate(table, row, added, separated);
            outcome.added++;
            return;
        }
        boolean changed = editing.change(category, details, actor);
        if (category.isActive() != active) {
            if (active) {
                category.reactivate(actor.account(), now);
            } else {
                category.deactivate(actor.account(), now);
            }
            categoryRecords.save(category);
            editing.refreshAfterCommit();
            changed = true;
        }
        outcome.count(separate(table, row, category, separated) | changed);
    }

    /** Reads the switch of a leaf, which an empty cell leaves as it is; true when it moved. */
    private boolean separate(HeadedTable table, TableRow row, Category category, Set<CategoryId> separated) {
        if (table.cell(row, SEPARATED).isEmpty()) {
            return false;
        }
        boolean wanted = yesNo(table, row, SEPARATED);
        if (!category.isLeaf()) {
            RuleViolation.require(!wanted, "catalogue.category.separated-group", category.getName());
            return false;
        }
        return wanted ? separated.add(category.getId()) : separated.remove(category.getId());
    }

    private void entry(
            HeadedTable table,
            TableRow row,
            Map<String, Category> categories,
            Map<Key, Line> known,
            Set<Key> seen,
            Outcome outcome,
            Actor actor) {
        String code = table.cell(row, CATEGORY_CODE);
        Category category = categories.get(code);
        if (category == null) {
            throw new Refused(CATEGORY_CODE, "catalogue.entry.category-unknown", code);
        }
        AreaLevel level = read(table, row, ENTRY + "level", typed -> words.constant(AreaLevel.class, typed));
        String kind = table.cell(row, ENTRY + "area-kind");
        AreaKind areaKind = kind.isEmpty()
                ? null
                : read(table, row, ENTRY + "area-kind", typed -> words.constant(AreaKind.class, typed));
        Key key = new Key(category.getId(), level, areaKind);
        if (!seen.add(key)) {
            throw new RuleViolation("table.row-twice", code + " " + level);
        }
        String limitClass = table.cell(row, ENTRY + "limit-class");
        String speciality = table.cell(row, ENTRY + "lead-speciality");
        EntryDetails details = new EntryDetails(
                read(table, row, ENTRY + "lead-kind", typed -> words.constant(UnitKind.class, typed)),
                speciality.isEmpty()
                        ? null
                        : read(table, row, ENTRY + "lead-speciality", typed -> words.constant(Speciality.class, typed)),
                EntryDetails.coUnits(table.cell(row, ENTRY + "co-units")).stream()
                        .map(this::coUnit)
                        .toList(),
                limitClass.isEmpty() ? null : read(table, row, ENTRY + "limit-class", typed -> words.limitClass(typed)),
                table.cell(row, ENTRY + "legal-basis"),
                read(table, row, ENTRY + "list-type", typed -> words.constant(MatterList.class, typed)),
                table.cell(row, ENTRY + "filing-condition"),
                table.cell(row, ENTRY + "closing-condition"),
                read(table, row, ENTRY + "admission", typed -> words.constant(Admission.class, typed)),
                date(table, row, ENTRY + "admitted-until"));
        boolean active = yesNo(table, row, ENTRY + "active");
        LocalDate from = date(table, row, FROM);
        outcome.names(from);
        Line line = known.getOrDefault(key, new Line(null, null));
        CatalogueEntry first = line.present() == null ? line.planned() : line.present();
        if (first == null) {
            if (!active) {
                outcome.count(false);
                return;
            }
            editing.addEntry(category.getId(), level, areaKind, details, from, actor);
            outcome.added++;
            return;
        }
        if (!active) {
            editing.deactivate(first, actor);
            outcome.count(true);
            return;
        }
        outcome.count(change(line, first, category, details, from, actor));
    }

    /**
     * True when anything moved. What counts now as the file says it, and names no later day, is left alone, and so is what
     * is planned; another plan replaces the one there is. Beside a plan a line is not changed at once.
     */
    private boolean change(
            Line line,
            CatalogueEntry first,
            Category category,
            EntryDetails details,
            @Nullable LocalDate from,
            Actor actor) {
        CatalogueEntry planned = line.planned();
        boolean asNow = line.present() != null && says(line.present(), details);
        boolean later = from != null && from.isAfter(LocalDate.ofInstant(clock.instant(), Zone.ID));
        if (asNow && (planned == null || !later)) {
            return false;
        }
        if (planned == null) {
            return editing.change(first, category, details, from, actor).isPresent();
        }
        if (from != null) {
            return editing.change(planned, category, details, from, actor).isPresent();
        }
        LocalDate day = first == planned ? LocalDate.ofInstant(planned.getValidFrom(), Zone.ID) : null;
        return !says(planned, details)
                && editing.change(first, category, details, day, actor).isPresent();
    }

    private static boolean says(CatalogueEntry entry, EntryDetails details) {
        return entry.details().differences(details).isEmpty();
    }

    private String coUnitWord(String unit, Locale locale) {
        return Arrays.stream(UnitKind.values())
                .filter(kind -> kind.isOnePerArea() && kind.name().equals(unit))
                .map(kind -> words.word(kind, locale))
                .findFirst()
                .or(() -> Arrays.stream(Speciality.values())
                        .filter(speciality -> speciality.name().equals(unit))
                        .map(speciality -> words.word(speciality, locale))
                        .findFirst())
                .orElse(unit);
    }

    private String coUnit(String typed) {
        return words.constant(UnitKind.class, typed)
                .filter(UnitKind::isOnePerArea)
                .map(UnitKind::name)
                .or(() -> words.constant(Speciality.class, typed).map(Speciality::name))
                .orElseThrow(() -> new Refused(ENTRY + "co-units", "catalogue.entry.co-unit-invalid", typed));
    }

    private boolean yesNo(HeadedTable table, TableRow row, String column) {
        return read(table, row, column, words::yesNo);
    }

    private static @Nullable LocalDate date(HeadedTable table, TableRow row, String column) {
        String typed = table.cell(row, column);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.length() > 10 ? typed.substring(0, 10) : typed);
        } catch (DateTimeParseException unknown) {
            throw new Refused(column, "table.cell-unknown", typed);
        }
    }

    private static int number(HeadedTable table, TableRow row, String column) {
        return read(
                table,
                row,
                column,
                typed -> typed.isEmpty()
                        ? Optional.of(0)
                        : typed.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(typed)) : Optional.empty());
    }

    private static <V> V read(HeadedTable table, TableRow row, String column, Function<String, Optional<V>> reading) {
        String typed = table.cell(row, column);
        return reading.apply(typed).orElseThrow(() -> new Refused(column, "table.cell-unknown", typed));
    }

    private List<String> titles(List<String> columns, Locale locale) {
        return columns.stream().map(column -> words.text(column, locale)).toList();
    }

    private ImportOutcome inOneTransaction(boolean dryRun, Consumer<Outcome> work) {
        Outcome outcome = new Outcome();
        transaction.executeWithoutResult(status -> {
            work.accept(outcome);
            if (dryRun || !outcome.problems.isEmpty()) {
                status.setRollbackOnly();
            }
        });
        outcome.problems.sort(Comparator.comparingInt(RowProblem::row));
        return new ImportOutcome(
                dryRun, outcome.added, outcome.changed, outcome.unchanged, outcome.lastDay, outcome.problems);
    }

    private static List<String> keys(String prefix, String names) {
        return Arrays.stream(names.split(",")).map(name -> prefix + name).toList();
    }

    /** A cell that cannot be understood. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String column;
        private final String key;
        private final String typed;

        Refused(String column, String key, String typed) {
            super(key);
            this.column = column;
            this.key = key;
            this.typed = typed;
        }
    }

    /** Counts while rows are tried. */
    private static final class Outcome {
        private final List<RowProblem> problems = new ArrayList<>();
        private int added;
        private int changed;
        private int unchanged;
        private @Nullable LocalDate lastDay;

        void names(@Nullable LocalDate day) {
            if (day != null && (lastDay == null || day.isAfter(lastDay))) {
                lastDay = day;
            }
        }

        void count(boolean wasChanged) {
            if (wasChanged) {
                changed++;
            } else {
                unchanged++;
            }
        }

        void row(TableRow row, Runnable work) {
            try {
                work.run();
            } catch (Refused refused) {
                problems.add(RowProblem.of(row.number(), refused.column, refused.key, refused.typed));
            } catch (RuleViolation violation) {
                problems.add(new RowProblem(
                        row.number(),
                        null,
                        violation.key(),
                        Arrays.stream(violation.getArguments())
                                .map(argument -> argument == null ? "" : argument)
                                .toList()));
            }
        }
    }
}
