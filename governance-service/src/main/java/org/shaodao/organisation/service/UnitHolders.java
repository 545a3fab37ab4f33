package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The other way round from {@link Actors}: whose posts let them act for a unit today, deputies included. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class UnitHolders {

    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * Accounts of everybody who acts for one of the units now, or holds a post of a named role where it is the desk.
     *
     * @param roles only these, also such as act for no unit but are there (a supervisor); empty = every role that acts for
     *     a unit
     */
    public Set<AccountId> of(Collection<UnitId> units, Set<Role> roles) {
        List<String> types = Arrays.stream(PostType.values())
                .filter(type -> told(type.role(), roles))
                .map(Enum::name)
                .toList();
        if (units.isEmpty() || types.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        select distinct ac.id
                          from unit u
                          join post t on t.unit_id = u.id
                               or (t.area_id = u.area_id
                                   and u.kind in ('GRID_TEAM','COMMUNITY_DESK','STREET_DESK','DISTRICT_DESK'))
                          join post_holding h on h.post_id = t.id
                          join account ac on ac.person_id = h.person_id
                         where u.id in (:units) and u.valid_to is null
                           and t.type in (:types)
                           and (t.valid_to is null or t.valid_to >= :today)
                           and h.held_from <= :today and (h.held_to is null or h.held_to >= :today)
                           and not ac.disabled
                           and not exists (select 1 from administrator ad where ad.account_id = ac.id)
                        """)
                .param("units", units.stream().map(UnitId::value).toList())
                .param("types", types)
                .param("today", LocalDate.ofInstant(clock.instant(), Zone.ID))
                .query((row, n) -> new AccountId(row.getObject(1, UUID.class)))
                .list());
    }

    private static boolean told(@Nullable Role role, Set<Role> roles) {
        return role != null && (roles.isEmpty() ? role.actsForUnit() : roles.contains(role));
    }
}
