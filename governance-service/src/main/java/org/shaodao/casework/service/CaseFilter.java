package org.shaodao.casework.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.With;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Bigrams;

/**
 * What a list or a figure asks for. Figures and their lists are built from the same filter, so that they agree.
 *
 * @param open true = not ended, false = ended, null = all
 * @param overdue true = the case's own due time has passed while it is open and not suspended (indicator I16)
 * @param query number, external number, or words of title, text and address
 * @param triage true = no category or no community yet
 * @param street {@link #UNKNOWN} = not known yet, as {@code community} and {@code grid}
 * @param excluded true = only what the district has excluded from assessment, false = without it (indicators 8.1)
 * @param reportedFrom first instant of receipt, inclusive; {@code reportedTo} exclusive, as {@code closedFrom/To}
 */
@With
public record CaseFilter(
        @Nullable Boolean open,
        Set<CaseStatus> statuses,
        @Nullable Light light,
        @Nullable Boolean overdue,
        @Nullable CategoryId category,
        @Nullable AreaId street,
        @Nullable AreaId community,
        @Nullable AreaId grid,
        @Nullable UnitId holder,
        @Nullable CaseSource source,
        @Nullable String externalSource,
        @Nullable Boolean triage,
        @Nullable String query,
        @Nullable Instant reportedFrom,
        @Nullable Instant reportedTo,
        @Nullable Instant closedFrom,
        @Nullable Instant closedTo,
        @Nullable AreaId district,
        @Nullable Boolean excluded) {

    /** As an area: not known yet. */
    public static final AreaId UNKNOWN = new AreaId(new UUID(0, 0));

    public CaseFilter {
        statuses = Set.copyOf(statuses);
    }

    /** Without dates. */
    public CaseFilter(
            @Nullable Boolean open,
            Set<CaseStatus> statuses,
            @Nullable Light light,
            @Nullable Boolean overdue,
            @Nullable CategoryId category,
            @Nullable AreaId street,
            @Nullable AreaId community,
            @Nullable AreaId grid,
            @Nullable UnitId holder,
            @Nullable CaseSource source,
            @Nullable String externalSource,
            @Nullable Boolean triage,
            @Nullable String query) {
        this(
                open,
                statuses,
                light,
                overdue,
                category,
                street,
                community,
                grid,
                holder,
                source,
                externalSource,
                triage,
                query,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Every open case. */
    public static CaseFilter openOnes() {
        return everything().withOpen(true);
    }

    /** Open and ended cases, without drafts. */
    public static CaseFilter everything() {
        return new CaseFilter(null, Set.of(), null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Where-conditions on {@code c} (each led by "and"), filling the named parameters they use.
     *
     * @param texts whether words of the text may be looked for; without, only numbers: readers of figures see no text
     * @param merged whether cases merged into another one stand in the list without being asked for; in figures they
     *     never count (rulings 11)
     */
    String conditions(Map<String, Object> params, boolean texts, boolean merged) {
        StringBuilder sql = new StringBuilder();
        if (open != null) {
            sql.append(open ? " and c.closed_at is null" : " and c.closed_at is not null");
        }
        if (statuses.isEmpty()) {
            sql.append(" and c.status <> 'DRAFT'");
        } else {
            sql.append(" and c.status in (:statuses)");
            params.put("statuses", statuses.stream().map(Enum::name).toList());
        }
        if (light != null) {
            sql.append(" and ").append(light.condition());
        }
        if (Boolean.TRUE.equals(overdue)) {
            sql.append(" and c.closed_at is null and c.status <> 'SUSPENDED' and c.due_at < :now");
        }
        if (excluded != null) {
            sql.append(excluded ? " and c.excluded" : " and not c.excluded");
        }
        if (Boolean.TRUE.equals(triage)) {
            sql.append(" and c.status = 'REPORTED' and (c.category_id is null or c.community_id is null)");
        }
        Map<String, @Nullable Object> equal = new HashMap<>();
        equal.put("category_id", category == null ? null : category.value());
        equal.put("district_id", district == null ? null : district.value());
        equal.put("street_id", street == null ? null : street.value());
        equal.put("community_id", community == null ? null : community.value());
        equal.put("grid_id", grid == null ? null : grid.value());
        equal.put("holder_unit_id", holder == null ? null : holder.value());
        equal.put("source", source == null ? null : source.name());
        equal.put("external_source", externalSource);
        equal.forEach((column, value) -> {
            if (UNKNOWN.value().equals(value)) {
                sql.append(" and c.").append(column).append(" is null");
            } else if (value != null) {
                sql.append(" and c.").append(column).append(" = :f_").append(column);
                params.put("f_" + column, value);
            }
        });
        between(sql, params, "reported_at", reportedFrom, reportedTo);
        between(sql, params, "closed_at", closedFrom, closedTo);
        boolean asked = query != null && !query.isBlank();
        if (!merged && !Boolean.TRUE.equals(open) && !asked && !statuses.contains(CaseStatus.VOIDED)) {
            sql.append(" and c.duplicate_of is null");
        }
        if (asked) {
            sql.append(words(Objects.requireNonNull(query).strip(), texts, params));
        }
        return sql.toString();
    }

    /** The number as it stands, or every word somewhere in title, text and address. */
    private static String words(String typed, boolean texts, Map<String, Object> params) {
        String words = texts ? Bigrams.allOf(typed) : "";
        if (!words.isEmpty()) {
            params.put("words", words);
        }
        String found = "c.id in (select w.case_id from case_words w where w.words @@ to_tsquery('simple', :words))";
        if (!words.isEmpty() && typed.codePoints().anyMatch(Character::isIdeographic)) {
            return " and " + found;
        }
        params.put("exact", typed);
        String number = "c.number = :exact or c.external_number = :exact";
        return " and (" + number + (words.isEmpty() ? "" : " or " + found) + ")";
    }

    private static void between(
            StringBuilder sql,
            Map<String, Object> params,
            String column,
            @Nullable Instant from,
            @Nullable Instant to) {
        if (from != null) {
            sql.append(" and c.").append(column).append(" >= :from_").append(column);
            params.put("from_" + column, from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            sql.append(" and c.").append(column).append(" < :to_").append(column);
            params.put("to_" + column, to.atOffset(ZoneOffset.UTC));
        }
    }
}
