package org.shaodao.casework.service;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.ChangeGuard;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps areas and units with open cases where they are: an open case must always lie somewhere and with somebody. */
@Component
@RequiredArgsConstructor
class OpenCases implements ChangeGuard {

    private static final String IN_AREA = """
            select count(*) from governance_case c
             where c.closed_at is null
               and (c.grid_id = :id or c.community_id = :id or c.street_id = :id or c.district_id = :id
                    or c.holder_unit_id in (select u.id from unit u where u.area_id = :id and u.valid_to is null))
            """;

    private static final String WITH_UNIT = """
            select count(*) from governance_case c
             where c.closed_at is null
               and (c.holder_unit_id = :id or c.handling_unit_id = :id or c.accepting_unit_id = :id)
            """;

    private final JdbcClient jdbc;

    /** Throws {@link RuleViolation} while a case there is open. */
    @Override
    public void beforeAbolishing(AreaId area) {
        requireNone(IN_AREA, area.value());
    }

    /** Throws {@link RuleViolation} while a case there is open: its street and community stand on the case. */
    @Override
    public void beforeMoving(AreaId area) {
        requireNone(IN_AREA, area.value());
    }

    /** Throws {@link RuleViolation} while a case is with the unit or will come back to it. */
    @Override
    public void beforeAbolishing(UnitId unit) {
        requireNone(WITH_UNIT, unit.value());
    }

    private void requireNone(String sql, UUID id) {
        long open = jdbc.sql(sql).param("id", id).query(Long.class).single();
        RuleViolation.require(open == 0, "casework.open-cases", open);
    }
}
