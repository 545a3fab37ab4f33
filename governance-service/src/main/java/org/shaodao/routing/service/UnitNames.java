package org.shaodao.routing.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of units, ended ones included. */
@Component
@RequiredArgsConstructor
class UnitNames {

    private final JdbcClient jdbc;

    private record NameRow(UnitId id, String name) {}

    Map<UnitId, String> of(Collection<UnitId> units) {
        Map<UnitId, String> names = new HashMap<>();
        if (!units.isEmpty()) {
            jdbc.sql("select id, name from unit where id in (:ids)")
                    .param("ids", units.stream().map(UnitId::value).distinct().toList())
                    .query(NameRow.class)
                    .list()
                    .forEach(unit -> names.put(unit.id(), unit.name()));
        }
        return names;
    }
}
