package org.shaodao.intake.service;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.intake.HotlineField;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.intake.ImportRunId;
import org.shaodao.intake.LineKind;
import org.shaodao.intake.RowReader;
import org.shaodao.intake.RowReading;
import org.shaodao.intake.RowReading.Remark;
import org.shaodao.intake.WantedColumns;
import org.shaodao.intake.service.HotlineJournal.Known;
import org.shaodao.intake.service.HotlineJournal.NewLine;
import org.shaodao.intake.service.HotlineJournal.NewOrder;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.table.TableRow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.InputStreamSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports hotline files. The whole file is read once before anything is written; then its rows go in by transactions of
 * some hundred, each row becoming exactly one case or one named reason. Numbers that are here already are left alone,
 * so a run that broke off is simply run again.
 */
@Slf4j
@Service
public class HotlineImporting {

    private static final int CHUNK = 500;
    private static final int PREVIEW = 5;

    private final HotlineJournal runs;
    private final CaseIntake cases;
    private final Categories categories;
    private final Places places;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HotlineImporting(
            HotlineJournal runs,
            CaseIntake cases,
            Categories categories,
            Places places,
            PersonalDataVault vault,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.cases = cases;
        this.categories = categories;
        this.places = places;
        this.vault = vault;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What the file says, without importing it; throws {@link RuleViolation} when it cannot be read. */
    public ImportPreview preview(InputStreamSource file, WantedColumns wanted) {
        try (HotlineSheet sheet = HotlineSheet.look(file, wanted)) {
            List<TableRow> rows = new ArrayList<>();
            for (TableRow row = sheet.next(); row != null && rows.size() < PREVIEW; row = sheet.next()) {
                rows.add(row);
            }
            List<ImportPreview.Column> columns = new ArrayList<>();
            for (int i = 0; i < sheet.head().cells().size(); i++) {
                columns.add(column(sheet, i, rows));
            }
            return new ImportPreview(columns, sheet.mapping().missing(), !rows.isEmpty());
        }
    }

    private static ImportPreview.Column column(HotlineSheet sheet, int column, List<TableRow> rows) {
        HotlineField field = Arrays.stream(HotlineField.values())
                .filter(candidate -> sheet.mapping().columns(candidate).contains(column))
                .findFirst()
                .orElse(null);
        boolean personal = field == HotlineField.CONTACT_NAME || field == HotlineField.CONTACT_PHONE;
        return new ImportPreview.Column(
                column,
                PlainText.clean(sheet.head().cell(column)),
                field,
                rows.stream()
                        .map(row -> PlainText.clean(row.cell(column)))
                        .filter(text -> !text.isEmpty())
                        .map(text -> personal
                                ? "***"
                                : text.codePointCount(0, text.length()) > 60
                                        ? text.substring(0, text.offsetByCodePoints(0, 60)) + "…"
                                        : text)
                        .toList());
    }

    /** The places an actor may import for: the own street, or all streets of the own district. */
    public List<Place> choices(Actor actor) {
        List<Place> choices = new ArrayList<>();
        for (PostGrant post : importingPosts(actor)) {
            if (post.areaId() != null && post.level() == AreaLevel.STREET) {
                choices.add(places.place(post.areaId()));
            } else if (post.areaId() != null) {
                choices.add(places.place(post.areaId()));
                choices.addAll(places.below(post.areaId()));
            }
        }
        return choices.stream().distinct().toList();
    }

    /** Opens a run; throws {@link Forbidden} without such a post, {@link RuleViolation} for a place elsewhere. */
    public ImportRunId begin(Actor actor, ImportHotline wish) {
        PostGrant post =
                importingPosts(actor).stream().findFirst().orElseThrow(() -> new Forbidden("intake.function.import"));
        String source = PlainText.checked(wish.source(), 1, 40, "source");
        Place place = place(actor, wish.place());
        ImportRunId id = ImportRunId.next();
        Instant at = clock.instant();
        AreaId district = place == null ? null : place.level() == AreaLevel.DISTRICT ? place.id() : place.districtId();
        boolean ofTheStreet = actor.isSystem() || post.level() == AreaLevel.STREET;
        AreaId street = place == null || !ofTheStreet ? null : PlaceBook.streetOf(place);
        ImportHotline clean = new ImportHotline(
                source, fileName(wish.fileName()), wish.place(), wish.wanted(), wish.dryRun(), wish.upload());
        transactions.executeWithoutResult(status -> {
            runs.begin(
                    id,
                    clean,
                    actor.isSystem() ? null : actor.account().value(),
                    district,
                    street,
                    place == null ? null : place.id(),
                    at);
            events.publishEvent(new Recorded(
                    "import",
                    id.value(),
                    actor.isSystem() ? null : actor.account().value(),
                    post.role().name(),
                    post.unitId() == null ? null : post.unitId().value(),
                    at,
                    wish.dryRun() ? "intake.event.dry-run-begun" : "intake.event.import-begun",
                    List.of(),
                    null));
        });
        return id;
    }

    /**
     * Runs it to its end, or on from where it broke off. An unusable file ends the run as REFUSED with nothing taken.
     * {@code done} hears how many rows are done, {@code total} how many there are.
     */
    public ImportRun run(ImportRunId id, InputStreamSource file, IntConsumer total, IntConsumer done) {
        ImportRun run = runs.any(id).orElseThrow(() -> new IllegalArgumentException("no such run"));
        if (!run.running()) {
            return run;
        }
        try {
            WantedColumns wanted = WantedColumns.of(Objects.toString(run.wantedColumns(), ""));
            int rows = count(file, wanted);
            transactions.executeWithoutResult(status -> runs.total(id, rows));
            total.accept(rows);
            importRows(run, file, wanted, done);
            runs.end(id, "DONE", null, clock.instant());
        } catch (RuleViolation unusable) {
            runs.end(id, "REFUSED", unusable, clock.instant());
        } catch (RuntimeException failure) {
            log.error("Hotline import {} broke off", id, failure);
            runs.end(id, "FAILED", new RuleViolation("intake.run-failed"), clock.instant());
        }
        return runs.any(id).orElseThrow();
    }

    /** Reads the whole file, so that a fault in its last line is met before the first is written. */
    private static int count(InputStreamSource file, WantedColumns wanted) {
        try (HotlineSheet sheet = HotlineSheet.open(file, wanted)) {
            int rows = 0;
            while (sheet.next() != null) {
                rows++;
            }
            RuleViolation.require(rows > 0, "intake.no-rows");
            return rows;
        }
    }

    private void importRows(ImportRun run, InputStreamSource file, WantedColumns wanted, IntConsumer done) {
        PlaceBook book = book(run);
        CategoryFinder finder = new CategoryFinder(categories);
        try (HotlineSheet sheet = HotlineSheet.open(file, wanted)) {
            RowReader reader = new RowReader(sheet.mapping(), sheet.countsFrom1904(), clock.instant());
            List<RowReading> chunk = new ArrayList<>(CHUNK);
            int count = 0;
            for (TableRow row = sheet.next(); row != null; row = sheet.next()) {
                chunk.add(reader.read(row.number(), row.cells()));
                count++;
                if (chunk.size() == CHUNK) {
                    take(run, chunk, book, finder);
                    chunk.clear();
                    done.accept(count);
                }
            }
            take(run, chunk, book, finder);
            done.accept(count);
        }
    }

    /** One transaction for all; where casework or a rival import refuses one row, one transaction for each. */
    private void take(ImportRun run, List<RowReading> chunk, PlaceBook book, CategoryFinder finder) {
        try {
            transactions.executeWithoutResult(status -> takeTogether(run, chunk, book, finder));
        } catch (RuleViolation | DataIntegrityViolationException oneOfThem) {
            for (RowReading reading : chunk) {
                takeAlone(run, reading, book, finder);
            }
        }
    }

    private void takeAlone(ImportRun run, RowReading reading, PlaceBook book, CategoryFinder finder) {
        try {
            transactions.executeWithoutResult(status -> takeTogether(run, List.of(reading), book, finder));
        } catch (DataIntegrityViolationException takenMeanwhile) {
            transactions.executeWithoutResult(status -> takeTogether(run, List.of(reading), book, finder));
        } catch (RuleViolation refused) {
            List<String> arguments =
                    Arrays.stream(refused.getArguments()).map(String::valueOf).toList();
            String number =
                    reading instanceof RowReading.Readable row ? row.order().number() : null;
            transactions.executeWithoutResult(status -> runs.write(
                    new ImportRunId(run.id()),
                    run.source(),
                    List.of(new NewLine(reading.row(), LineKind.REFUSED, number, null, null, refused.key(), arguments)),
                    List.of()));
        }
    }

    private void takeTogether(ImportRun run, List<RowReading> chunk, PlaceBook book, CategoryFinder finder) {
        Map<String, Known> known = runs
                .known(
                        run.source(),
                        chunk.stream()
                                .flatMap(reading -> reading instanceof RowReading.Readable row
                                        ? java.util.stream.Stream.of(row.order().number())
                                        : java.util.stream.Stream.empty())
                                .toList())
                .stream()
                .collect(Collectors.toMap(Known::externalNumber, Function.identity()));
        List<NewLine> lines = new ArrayList<>(chunk.size());
        List<RowReading.Readable> fresh = new ArrayList<>();
        List<CaseIntake.Ready> ready = new ArrayList<>();
        for (RowReading reading : chunk) {
            if (reading instanceof RowReading.Refused refused) {
                lines.add(line(refused.row(), LineKind.REFUSED, refused.number(), null, refused.reason()));
            } else if (reading instanceof RowReading.Readable row) {
                byte[] hash = Objects.requireNonNull(vault.index(row.order().canonical()));
                Known before = known.get(row.order().number());
                PlaceBook.Found found = before == null ? book.find(row.order()) : null;
                if (before != null) {
                    lines.add(met(row, before, hash));
                } else if (found == null || found.place() == null) {
                    Remark why = found == null ? null : found.problem();
                    lines.add(line(row.row(), LineKind.REFUSED, row.order().number(), null, why));
                } else {
                    fresh.add(row);
                    ready.add(new CaseIntake.Ready(row.order(), hash, finder.find(row.order()), found.place()));
                }
            }
        }
        List<CaseId> made = run.dryRun() ? List.of() : cases.take(run.source(), ready);
        List<NewOrder> orders = new ArrayList<>(made.size());
        for (int i = 0; i < fresh.size(); i++) {
            RowReading.Readable row = fresh.get(i);
            UUID id = made.isEmpty() ? null : made.get(i).value();
            if (id != null) {
                orders.add(new NewOrder(id, row.order()));
            }
            Remark remark = row.remarks().isEmpty() ? null : row.remarks().get(0);
            lines.add(line(row.row(), LineKind.TAKEN, row.order().number(), id, remark));
        }
        runs.write(new ImportRunId(run.id()), run.source(), lines, orders);
    }

    private static NewLine met(RowReading.Readable row, Known known, byte[] hash) {
        boolean same = Arrays.equals(hash, known.externalHash());
        return line(
                row.row(),
                same ? LineKind.UNCHANGED : LineKind.CHANGED,
                row.order().number(),
                known.id(),
                same ? null : Remark.of(null, "intake.row.changed-not-taken"));
    }

    private static NewLine line(
            int row, LineKind kind, @Nullable String number, @Nullable UUID caseId, @Nullable Remark remark) {
        return new NewLine(
                row,
                kind,
                number,
                caseId,
                remark == null || remark.field() == null ? null : remark.field().name(),
                remark == null ? null : remark.key(),
                remark == null ? List.of() : remark.arguments());
    }

    private PlaceBook book(ImportRun run) {
        List<AreaId> districts = run.districtId() == null
                ? districts().stream().map(Place::id).toList()
                : List.of(new AreaId(run.districtId()));
        Place fallback = run.placeId() == null ? null : places.place(new AreaId(run.placeId()));
        return new PlaceBook(
                places.within(AreaLevel.DISTRICT, districts, AreaLevel.STREET),
                places.within(AreaLevel.DISTRICT, districts, AreaLevel.COMMUNITY),
                places.within(AreaLevel.DISTRICT, districts, AreaLevel.GRID),
                run.byPerson() && run.streetId() != null ? Set.of(new AreaId(run.streetId())) : Set.of(),
                fallback);
    }

    private List<Place> districts() {
        return jdbc.sql("""
                        select id, level, code, name, city_id, district_id, street_id, community_id, true as live
                          from area where level = 'DISTRICT' and valid_to is null order by code limit 100
                        """).query(Place.class).list();
    }

    private @Nullable Place place(Actor actor, @Nullable AreaId wanted) {
        if (wanted == null) {
            List<Place> own = actor.isSystem() ? districts() : choices(actor);
            RuleViolation.require(!own.isEmpty(), "intake.no-district");
            return own.size() == 1 || !actor.isSystem() ? own.get(0) : null;
        }
        Place place = places.place(wanted);
        RuleViolation.require(place.live() && PlaceBook.isPlaceLevel(place.level()), "intake.place-unusable");
        RuleViolation.require(
                actor.isSystem()
                        || importingPosts(actor).stream()
                                .anyMatch(post -> post.areaId() != null
                                        && (post.areaId().equals(place.districtId())
                                                || post.areaId().equals(place.streetId())
                                                || post.areaId().equals(place.id()))),
                "intake.place-elsewhere");
        return place;
    }

    private static List<PostGrant> importingPosts(Actor actor) {
        return actor.postsWith(Role.STREET_DESK, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR, Role.SYSTEM);
    }

    private static String fileName(String name) {
        String clean = PlainText.clean(name).replaceAll("[\\s/\\\\]+", " ").strip();
        return clean.isEmpty() ? "-" : clean.substring(0, Math.min(clean.length(), 200));
    }

    /** Files orders under the category their sheet names, else the one their words suggest, else none: triage. */
    private static final class CategoryFinder {

        private final Categories categories;
        private final Map<String, CategoryRef> byName;

        CategoryFinder(Categories categories) {
            this.categories = categories;
            this.byName = categories.selectable().stream()
                    .collect(Collectors.toMap(CategoryRef::name, Function.identity(), (first, second) -> first));
        }

        @Nullable
        CategoryId find(HotlineOrder order) {
            return named(order.category())
                    .or(() -> categories.suggest(order.title() + "\n" + order.description()))
                    .map(CategoryRef::id)
                    .orElse(null);
        }

        private Optional<CategoryRef> named(@Nullable String text) {
            if (text == null) {
                return Optional.empty();
            }
            String[] steps = text.split("[/>\\-－、|]+");
            for (int i = steps.length - 1; i >= 0; i--) {
                CategoryRef category = byName.get(steps[i].strip());
                if (category != null) {
                    return Optional.of(category);
                }
            }
            return Optional.empty();
        }
    }
}
