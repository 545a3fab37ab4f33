package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The category tree and the dispatch catalogue as their pages and files show them. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CatalogueTables {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** One category with its own numbers. */
    public record CategoryRow(
            CategoryId id,
            String code,
            @Nullable CategoryId parentId,
            @Nullable String parentCode,
            String root,
            String name,
            @Nullable String nameEn,
            String limitClass,
            boolean onTheSpot,
            boolean dispute,
            int hazardLevel,
            boolean communityNeverLeads,
            @Nullable String keywords,
            @Nullable String filingCondition,
            @Nullable String closingCondition,
            int position,
            boolean active,
            long version,
            int entries) {}

    /** A group with its leaves. */
    public record Group(CategoryRow group, List<CategoryRow> leaves) {}

    /** One line of the catalogue with the names around it. */
    public record EntryRow(
            CatalogueEntryId id,
            CategoryId categoryId,
            String categoryCode,
            String categoryName,
            boolean leaf,
            AreaLevel level,
            UnitKind leadKind,
            @Nullable Speciality leadSpeciality,
            @Nullable String coSpecialities,
            @Nullable String limitClass,
            String categoryLimitClass,
            @Nullable String legalBasis,
            @Nullable AreaKind areaKind,
            MatterList listType,
            @Nullable String filingCondition,
            @Nullable String closingCondition,
            Admission admission,
            @Nullable LocalDate admittedUntil,
            int edition,
            UUID lineId,
            Instant validFrom,
            @Nullable Instant validTo,
            boolean active,
            long version) {

        public List<String> coUnits() {
            return EntryDetails.coUnits(coSpecialities);
        }

        /** Whether it will count, but does not yet. */
        public boolean isPlanned(Instant now) {
            return active && validFrom.isAfter(now);
        }

        /** Whether it will count, but does not yet, also where another one is to follow it. */
        public boolean isComing(Instant now) {
            return validFrom.isAfter(now) && !isDropped();
        }

        /** Whether it was planned and never counted. */
        public boolean isDropped() {
            return validFrom.equals(validTo);
        }

        /** First day it counts. */
        public LocalDate firstDay() {
            return LocalDate.ofInstant(validFrom, Zone.ID);
        }

        /** Whether a temporary admission has run out on this day. */
        public boolean isExpired(LocalDate today) {
            return admittedUntil != null && today.isAfter(admittedUntil);
        }
    }

    /** The lines of one category for every kind of area, with what the parent category says where it has none. */
    public record CategoryEntries(
            CategoryId categoryId,
            String code,
            String name,
            Map<AreaLevel, EntryRow> own,
            Map<AreaLevel, EntryRow> inherited,
            Map<AreaLevel, List<EntryRow>> special,
            Map<AreaLevel, List<EntryRow>> planned) {

        /** What will count from a later day on, for whatever kind of area. */
        public List<EntryRow> planned(AreaLevel level) {
            return planned.getOrDefault(level, List.of());
        }

        /** Its lines for one kind of area only. */
        public List<EntryRow> special(AreaLevel level) {
            return special.getOrDefault(level, List.of());
        }
    }

    private static final String CATEGORY = """
            select c.id, c.code, c.parent_id, p.code as parent_code, c.root, c.name, c.name_en, c.limit_class,
                   c.on_the_spot, c.dispute, c.hazard_level, c.community_never_leads, c.keywords, c.filing_condition,
                   c.closing_condition, c.position, c.active, c.version,
                   (select count(*) from catalogue_entry e where e.category_id = c.id and e.active) as entries
              from category c
              left join category p on p.id = c.parent_id
            """;

    private static final String ENTRY = """
            select e.id, e.category_id, c.code as category_code, c.name as category_name, c.parent_id is not null as leaf,
                   e.level, e.lead_kind, e.lead_speciality, e.co_specialities, e.limit_class,
                   c.limit_class as category_limit_class, e.legal_basis, e.area_kind, e.list_type, e.filing_condition,
                   e.closing_condition, e.admission, e.admitted_until, e.edition, e.line_id, e.valid_from, e.valid_to,
                   e.active, e.version
              from catalogue_entry e
              join category c on c.id = e.category_id
            """;

    private static final String COUNTS = " e.valid_from <= :now and (e.valid_to is null or e.valid_to > :now)";

    private static final String LIVE = " (e.valid_to is null or e.valid_to > :now and e.valid_to > e.valid_from)";

    private static final String LEVEL_ORDER =
            " order by c.code, position(e.level in 'GRID,COMMUNITY,STREET,DISTRICT'), coalesce(e.area_kind, ''),"
                    + " e.valid_from";

    /** All categories in code order, groups before their leaves. */
    public List<CategoryRow> categories() {
        return jdbc.sql(CATEGORY + " order by coalesce(p.code, c.code), p.id is not null, c.code")
                .query(CategoryRow.class)
                .list();
    }

    /** The tree; {@code words} null or blank = all, else groups and leaves with that text in code, name or keywords. */
    public List<Group> tree(@Nullable String words) {
        String wanted = words == null ? "" : words.strip();
        List<CategoryRow> rows = jdbc.sql(CATEGORY + """
                         where :all or strpos(lower(concat_ws(' ', c.code, c.name, c.name_en, c.keywords)), lower(:words)) > 0
                            or exists (select 1 from category l
                                        where l.parent_id = c.id
                                          and strpos(lower(concat_ws(' ', l.code, l.name, l.name_en, l.keywords)), lower(:words)) > 0)
                            or strpos(lower(concat_ws(' ', p.code, p.name, p.name_en)), lower(:words)) > 0
                         order by coalesce(p.position, c.position), coalesce(p.code, c.code), p.id is not null, c.position, c.code
                        """)
                .param("all", wanted.isEmpty())
                .param("words", wanted)
                .query(CategoryRow.class)
                .list();
        Map<CategoryId, Group> groups = new LinkedHashMap<>();
        for (CategoryRow row : rows) {
            if (row.parentId() == null) {
                groups.put(row.id(), new Group(row, new ArrayList<>()));
            } else {
                Group group = groups.get(row.parentId());
                if (group != null) {
                    group.leaves().add(row);
                }
            }
        }
        return List.copyOf(groups.values());
    }

    /** One category. */
    public Optional<CategoryRow> category(CategoryId id) {
        return jdbc.sql(CATEGORY + " where c.id = ?")
                .param(id.value())
                .query(CategoryRow.class)
                .optional();
    }

    /** One line, in use or not. */
    public Optional<EntryRow> entry(CatalogueEntryId id) {
        return jdbc.sql(ENTRY + " where e.id = ?")
                .param(id.value())
                .query(EntryRow.class)
                .optional();
    }

    /** All editions of the line of this one, the newest first. */
    public List<EntryRow> editions(CatalogueEntryId id) {
        return jdbc.sql(ENTRY
                        + " where e.line_id = (select x.line_id from catalogue_entry x where x.id = ?)"
                        + " order by e.edition desc")
                .param(id.value())
                .query(EntryRow.class)
                .list();
    }

    /** The edition of the same line that is to follow this one on a later day. */
    public Optional<EntryRow> planned(CatalogueEntryId id) {
        return editions(id).stream()
                .filter(edition -> !edition.id().equals(id) && edition.isPlanned(clock.instant()))
                .findFirst();
    }

    /** Lines that count now and whose admission ends within so many days of this day, or has ended; the earliest first. */
    public List<EntryRow> endingAdmissions(LocalDate today, int days) {
        return jdbc.sql(ENTRY + " where " + COUNTS + " and e.admitted_until <= :day order by e.admitted_until, c.code")
                .param("now", now())
                .param("day", today.plusDays(days))
                .query(EntryRow.class)
                .list();
    }

    /** Editions of the lines of one category that count now or will. */
    public List<EntryRow> live(CategoryId category) {
        return jdbc.sql(ENTRY + " where e.category_id = :category and" + LIVE + LEVEL_ORDER)
                .param("category", category.value())
                .param("now", now())
                .query(EntryRow.class)
                .list();
    }

    /** All lines that count now, by category code and level. */
    public List<EntryRow> entries() {
        return jdbc.sql(ENTRY + " where " + COUNTS + LEVEL_ORDER)
                .param("now", now())
                .query(EntryRow.class)
                .list();
    }

    /** What counts for the leaves of one group (and the group itself, first): own lines, inherited and planned ones. */
    public List<CategoryEntries> entriesOf(CategoryId group) {
        Instant now = clock.instant();
        List<EntryRow> all = jdbc.sql(ENTRY + " where (c.id = :group or c.parent_id = :group) and" + LIVE + LEVEL_ORDER)
                .param("group", group.value())
                .param("now", now())
                .query(EntryRow.class)
                .list();
        List<EntryRow> rows = all.stream().filter(row -> !row.isComing(now)).toList();
        List<CategoryRow> members = jdbc.sql(
                        CATEGORY
                                + " where (c.id = :group or c.parent_id = :group) and c.active order by p.id is not null, c.position, c.code")
                .param("group", group.value())
                .query(CategoryRow.class)
                .list();
        Map<AreaLevel, EntryRow> groups = byLevel(rows, group);
        return members.stream()
                .map(member -> new CategoryEntries(
                        member.id(),
                        member.code(),
                        member.name(),
                        byLevel(rows, member.id()),
                        member.parentId() == null ? Map.of() : groups,
                        rows.stream()
                                .filter(row -> row.categoryId().equals(member.id()) && row.areaKind() != null)
                                .collect(Collectors.groupingBy(EntryRow::level)),
                        all.stream()
                                .filter(row -> row.categoryId().equals(member.id()) && row.isComing(now))
                                .collect(Collectors.groupingBy(EntryRow::level))))
                .toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Map<AreaLevel, EntryRow> byLevel(List<EntryRow> rows, CategoryId category) {
        Map<AreaLevel, EntryRow> found = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.categoryId().equals(category) && row.areaKind() == null)
                .forEach(row -> found.put(row.level(), row));
        return found;
    }
}
