package org.shaodao.catalogue.service;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.Router;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.RoutingRule;
import org.shaodao.catalogue.UnitCandidate;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Places;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks the catalogue who should handle a case. Changes nothing; who called keeps the decision. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class Routing {

    private final Categories categories;
    private final Places places;
    private final JdbcClient jdbc;

    private record EntryRow(
            UUID id,
            long version,
            UUID categoryId,
            AreaLevel level,
            UnitKind leadKind,
            @Nullable String leadSpeciality,
            @Nullable String coSpecialities,
            @Nullable String limitClass) {

        RoutingRule toRule() {
            return new RoutingRule(
                    new CatalogueEntryId(id),
                    version,
                    new CategoryId(categoryId),
                    level,
                    leadKind,
                    leadSpeciality,
                    coSpecialities == null ? List.of() : List.of(coSpecialities.split(",")),
                    limitClass);
        }
    }

    /** The decision by the entries and units of this moment. */
    public RoutingDecision decide(RoutingFacts facts) {
        CategoryRef category = categories.find(facts.category()).orElse(null);
        if (category == null) {
            return Router.decide(null, List.of(), List.of(), facts);
        }
        List<AreaId> areas = Stream.of(facts.grid(), facts.community(), facts.street(), facts.district())
                .filter(Objects::nonNull)
                .toList();
        return Router.decide(category, rules(category), units(areas), facts);
    }

    private List<RoutingRule> rules(CategoryRef category) {
        List<UUID> ids = category.parentId() == null
                ? List.of(category.id().value())
                : List.of(category.id().value(), category.parentId().value());
        return jdbc.sql("""
                        select id, version, category_id, level, lead_kind, lead_speciality, co_specialities, limit_class
                          from catalogue_entry
                         where category_id in (:ids) and active
                        """).param("ids", ids).query(EntryRow.class).list().stream()
                .map(EntryRow::toRule)
                .toList();
    }

    private List<UnitCandidate> units(Collection<AreaId> areas) {
        return places.unitsEverIn(areas).stream()
                .map(unit -> new UnitCandidate(unit.id(), unit.kind(), unit.speciality(), unit.areaId(), unit.live()))
                .toList();
    }
}
