package org.shaodao.catalogue.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.catalogue.OrderedRule;
import org.shaodao.catalogue.RoutingLine;
import org.shaodao.catalogue.RoutingRuleId;
import org.shaodao.catalogue.RuleDetails;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lines, rules and kinds of areas as the decision reads them. */
@Component
@RequiredArgsConstructor
class RoutingTables {

    private static final String LINE = """
            select id, edition, category_id, level, area_kind, lead_kind, lead_speciality, co_specialities, limit_class,
                   list_type, admission, admitted_until
              from catalogue_entry
             where valid_from <= :at and (valid_to is null or valid_to > :at)
            """;

    private static final String RULE = """
            select id, edition, district_id, name, category_id, area_id, from_time, to_time, working_day, source, words,
                   urgent, target_unit_id, limit_class, last_day
              from routing_rule
             where active
            """;

    private final JdbcClient jdbc;

    private record LineRow(
            UUID id,
            int edition,
            UUID categoryId,
            AreaLevel level,
            @Nullable AreaKind areaKind,
            UnitKind leadKind,
            @Nullable String leadSpeciality,
            @Nullable String coSpecialities,
            @Nullable String limitClass,
            MatterList listType,
            Admission admission,
            @Nullable LocalDate admittedUntil) {

        RoutingLine toLine() {
            return new RoutingLine(
                    new CatalogueEntryId(id),
                    edition,
                    new CategoryId(categoryId),
                    level,
                    areaKind,
                    leadKind,
                    leadSpeciality,
                    EntryDetails.coUnits(coSpecialities),
                    limitClass,
                    listType,
                    admission,
                    admittedUntil);
        }
    }

    private record DistrictRule(AreaId district, OrderedRule rule) {}

    /** Lines of these categories that count at this moment. */
    List<RoutingLine> lines(Collection<CategoryId> categories, Instant at) {
        return jdbc
                .sql(LINE + " and category_id in (:ids)")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", categories.stream().map(CategoryId::value).toList())
                .query(LineRow.class)
                .list()
                .stream()
                .map(LineRow::toLine)
                .toList();
    }

    /** All lines that count at this moment. */
    List<RoutingLine> lines(Instant at) {
        return jdbc.sql(LINE).param("at", at.atOffset(ZoneOffset.UTC)).query(LineRow.class).list().stream()
                .map(LineRow::toLine)
                .toList();
    }

    /** The rules of a district in their order. */
    List<OrderedRule> rules(AreaId district) {
        return jdbc.sql(RULE + " and district_id = ? order by position, id")
                .param(district.value())
                .query((row, number) -> rule(row).rule())
                .list();
    }

    /** All rules by district, in their order. */
    Map<AreaId, List<OrderedRule>> rules() {
        Map<AreaId, List<OrderedRule>> found = new HashMap<>();
        jdbc.sql(RULE + " order by district_id, position, id")
                .query((row, number) -> rule(row))
                .list()
                .forEach(rule -> found.computeIfAbsent(rule.district(), district -> new java.util.ArrayList<>())
                        .add(rule.rule()));
        return found;
    }

    /** The kinds of these areas, where they have one. */
    Map<AreaId, AreaKind> kinds(Collection<AreaId> areas) {
        Map<AreaId, AreaKind> kinds = new LinkedHashMap<>();
        if (!areas.isEmpty()) {
            jdbc.sql("select id, kind from area where id in (:ids) and kind is not null")
                    .param("ids", areas.stream().map(AreaId::value).toList())
                    .query((row, number) ->
                            kinds.put(new AreaId(uuid(row, "id")), AreaKind.valueOf(row.getString("kind"))))
                    .list();
        }
        return kinds;
    }

    /** The name of one edition of a rule, ended or not. */
    Optional<String> ruleName(RoutingRuleId id) {
        return jdbc.sql("select name from routing_rule where id = ?")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    private static DistrictRule rule(ResultSet row) throws SQLException {
        UUID category = row.getObject("category_id", UUID.class);
        UUID area = row.getObject("area_id", UUID.class);
        RuleDetails says = new RuleDetails(
                row.getString("name"),
                category == null ? null : new CategoryId(category),
                area == null ? null : new AreaId(area),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class),
                row.getObject("working_day", Boolean.class),
                row.getString("source"),
                RuleDetails.words(row.getString("words")),
                row.getObject("urgent", Boolean.class),
                new UnitId(uuid(row, "target_unit_id")),
                row.getString("limit_class"),
                row.getObject("last_day", LocalDate.class));
        return new DistrictRule(
                new AreaId(uuid(row, "district_id")),
                new OrderedRule(new RoutingRuleId(uuid(row, "id")), row.getInt("edition"), says));
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return java.util.Objects.requireNonNull(row.getObject(column, UUID.class));
    }
}
