package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.AdmissionRequest;
import org.shaodao.catalogue.AdmissionWish;
import org.shaodao.catalogue.CatalogueEntry;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.catalogue.service.CatalogueTables.EntryRow;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of the catalogue that admission requests make and take out again (feature A8.1). */
@Component
@RequiredArgsConstructor
class AdmissionList {

    private final CatalogueEditing editing;
    private final CatalogueTables tables;
    private final Categories categories;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** Throws {@link RuleViolation} where the wish makes no line, or the line admits it already or has a planned change. */
    void requireFree(AdmissionWish wish, UnitRef unit, String name) {
        details(wish.level(), wish.leads(), unit, wish.legalBasis(), wish.until(), null);
        requireUnlisted(wish.category(), wish.level(), wish.leads(), name);
    }

    /**
     * Makes the edition that admits it. What else was admitted by the line counts again from the day after the last. Throws
     * as {@link #requireFree}.
     */
    AdmissionRequest.Listed admit(AdmissionRequest request, Actor actor) {
        AreaLevel level = request.getLevel();
        UnitRef unit = places.unit(request.getUnitId());
        String name =
                categories.find(request.getCategoryId()).map(CategoryRef::name).orElse("");
        requireUnlisted(request.getCategoryId(), level, request.isLeads(), name);
        EntryRow present = lines(request.getCategoryId(), level).stream()
                .filter(EntryRow::active)
                .findFirst()
                .orElse(null);
        LocalDate until = request.getUntilDay();
        LocalDate from = request.getFromDay().isBefore(today()) ? today() : request.getFromDay();
        EntryDetails details = details(level, request.isLeads(), unit, request.getLegalBasis(), until, present);
        if (present == null) {
            return new AdmissionRequest.Listed(
                    editing.addEntry(request.getCategoryId(), level, null, details, from, actor), null);
        }
        CatalogueEntryId entry = editing.editEntry(present.id(), present.version(), details, from, actor);
        LocalDate after = until.plusDays(1);
        return new AdmissionRequest.Listed(
                entry,
                isAdmitted(present, after)
                        ? editing.follow(entry, details(present, present.admission()), after, actor)
                        : null);
    }

    /**
     * What the line said before the request counts again; where it said nothing, or a period that is over, the matter is
     * not admitted any more. What has not begun is dropped; a line that says something else for good by now is left alone.
     * Throws {@link RuleViolation} while another change of the line is planned, and where a request agreed to later has
     * changed it.
     */
    void takeOut(AdmissionRequest request, Actor actor) {
        CatalogueEntryId id = request.getEntryId();
        List<EntryRow> editions = id == null ? List.of() : tables.editions(id);
        EntryRow own =
                editions.stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
        EntryRow last = editions.stream().filter(EntryRow::active).findFirst().orElse(null);
        if (own == null || last == null || last.edition() < own.edition()) {
            return;
        }
        requireLatest(request, own);
        boolean returning = last.id().equals(request.getReturnId()) && last.isPlanned(now());
        if (!returning && !last.id().equals(id) && last.isPlanned(now())) {
            throw new RuleViolation("catalogue.entry.change-planned", last.firstDay());
        }
        if (returning) {
            editing.deactivate(editing.entry(last.id()), actor);
        }
        if (own.isComing(now())) {
            editing.deactivate(editing.entry(own.id()), actor);
        } else if (returning || last.admission() == Admission.TEMPORARY && !last.isExpired(today())) {
            CatalogueEntry entry = editing.entry(returning ? own.id() : last.id());
            editing.change(entry, editing.category(entry.getCategoryId()), before(editions, own), null, actor);
        }
    }

    private EntryDetails before(List<EntryRow> editions, EntryRow own) {
        return editions.stream()
                .filter(row -> row.edition() < own.edition() && !row.isDropped())
                .filter(row -> row.admission() != Admission.TEMPORARY || !row.isExpired(today()))
                .findFirst()
                .map(row -> details(row, row.admission()))
                .orElseGet(() -> details(own, Admission.NOT_ADMITTED));
    }

    /** Throws where a later request that is still in force made an edition of the line. */
    private void requireLatest(AdmissionRequest request, EntryRow own) {
        boolean other = jdbc.sql("""
                        select exists (
                            select 1 from admission_request r join catalogue_entry e on e.id = r.entry_id
                             where e.line_id = :line and e.edition > :edition and r.id <> :request
                               and r.state = 'LISTED' and r.until_day >= :today)
                        """)
                .param("line", own.lineId())
                .param("edition", own.edition())
                .param("request", request.getId().value())
                .param("today", today())
                .query(Boolean.class)
                .single();
        RuleViolation.require(!other, "catalogue.admission.superseded");
    }

    private void requireUnlisted(CategoryId category, AreaLevel level, boolean leads, String name) {
        Instant now = now();
        UnitKind below = below(level);
        boolean listed = lines(category, level).stream()
                .anyMatch(row -> row.isComing(now)
                        || isAdmitted(row, today())
                                && (row.leadKind() == below
                                        || !leads && row.coUnits().contains(below.name())));
        RuleViolation.require(!listed, "catalogue.admission.listed-already", name);
    }

    private static boolean isAdmitted(EntryRow row, LocalDate day) {
        return row.admission() == Admission.STANDING || row.admission() == Admission.TEMPORARY && !row.isExpired(day);
    }

    private static UnitKind below(AreaLevel level) {
        return level == AreaLevel.GRID ? UnitKind.GRID_TEAM : UnitKind.COMMUNITY_DESK;
    }

    private List<EntryRow> lines(CategoryId category, AreaLevel level) {
        return tables.live(category).stream()
                .filter(row -> row.level() == level && row.areaKind() == null)
                .toList();
    }

    private static EntryDetails details(EntryRow row, Admission admission) {
        return new EntryDetails(
                row.leadKind(),
                row.leadSpeciality(),
                row.coUnits(),
                row.limitClass(),
                row.legalBasis(),
                row.listType(),
                row.filingCondition(),
                row.closingCondition(),
                admission,
                admission == Admission.TEMPORARY ? row.admittedUntil() : null);
    }

    /**
     * The line it becomes: the community or grid leads, or the asking unit does and they assist. Limit, conditions and who
     * else assists stay as they are.
     */
    private static EntryDetails details(
            AreaLevel level,
            boolean leads,
            UnitRef unit,
            String legalBasis,
            LocalDate until,
            @Nullable EntryRow present) {
        UnitKind below = below(level);
        Speciality speciality = leads || unit.speciality() == null ? null : Speciality.valueOf(unit.speciality());
        String leading = leads ? below.name() : String.valueOf(speciality);
        List<String> others = present == null ? List.of() : present.coUnits();
        Optional<EntryRow> said = Optional.ofNullable(present);
        return new EntryDetails(
                leads ? below : unit.kind(),
                speciality,
                Stream.concat(leads ? Stream.of() : Stream.of(below.name()), others.stream())
                        .filter(co -> !co.equals(leading))
                        .toList(),
                said.map(EntryRow::limitClass).orElse(null),
                legalBasis,
                leads ? MatterList.BASIC : MatterList.ASSISTING,
                said.map(EntryRow::filingCondition).orElse(null),
                said.map(EntryRow::closingCondition).orElse(null),
                Admission.TEMPORARY,
                until);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
