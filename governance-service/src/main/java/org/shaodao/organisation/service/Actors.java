package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Turns an account into the actor of one request: what its person's posts grant today, in two statements. */
@Service
@RequiredArgsConstructor
public class Actors {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** The actor; empty for an unknown or disabled account. */
    @Transactional(readOnly = true)
    public Optional<Actor> actorOf(AccountId account) {
        return jdbc.sql("""
                        select p.id as person_id, p.name, ad.role as administrator
                          from account ac
                          join person p on p.id = ac.person_id
                          left join administrator ad on ad.account_id = ac.id
                         where ac.id = ? and not ac.disabled
                        """)
                .param(account.value())
                .query(AccountRow.class)
                .optional()
                .map(row -> new Actor(account, row.name(), grants(row)));
    }

    private List<PostGrant> grants(AccountRow row) {
        List<PostGrant> grants = new ArrayList<>();
        if (row.administrator() != null) {
            // an administrator never acts in a post, so that none of the three sees a case
            return List.of(new PostGrant(row.administrator(), null, null, null, row.name()));
        }
        jdbc.sql("""
                        select t.type, coalesce(a.id, ua.id) as area_id, coalesce(a.level, ua.level) as level,
                               coalesce(u.id, desk.id) as unit_id, coalesce(a.name, u.name) as place_name
                          from post_holding h
                          join post t on t.id = h.post_id
                          left join area a on a.id = t.area_id and a.valid_to is null
                          left join unit u on u.id = t.unit_id and u.valid_to is null
                          left join area ua on ua.id = u.area_id
                          left join unit desk on desk.area_id = a.id and desk.valid_to is null
                               and desk.kind = case a.level when 'GRID' then 'GRID_TEAM'
                                                            when 'COMMUNITY' then 'COMMUNITY_DESK'
                                                            when 'STREET' then 'STREET_DESK'
                                                            when 'DISTRICT' then 'DISTRICT_DESK' end
                         where h.person_id = :person
                           and h.held_from <= :today
                           and (h.held_to is null or h.held_to >= :today)
                           and (t.valid_to is null or t.valid_to >= :today)
                           and coalesce(a.id, u.id) is not null
                         order by h.deputy, h.held_from, h.id
                        """)
                .param("person", row.personId())
                .param("today", LocalDate.ofInstant(clock.instant(), Zone.ID))
                .query(HoldingRow.class)
                .list()
                .forEach(holding -> {
                    Role role = holding.type().role();
                    if (role != null) {
                        grants.add(new PostGrant(
                                role,
                                new AreaId(holding.areaId()),
                                holding.level(),
                                actsForUnit(role) && holding.unitId() != null ? new UnitId(holding.unitId()) : null,
                                holding.placeName()));
                    }
                });
        return grants.stream().distinct().toList();
    }

    /** Viewers act for nobody, and light reporters see only their own reports (lifecycle 6.5). */
    static boolean actsForUnit(Role role) {
        return switch (role) {
            case MOBILE_WORKER, BUILDING_HEAD, DISTRICT_REVIEWER, CITY_VIEWER, DISTRICT_SUPERVISOR -> false;
            default -> true;
        };
    }

    private record AccountRow(
            UUID personId, String name, @Nullable Role administrator) {}

    private record HoldingRow(
            PostType type,
            UUID areaId,
            AreaLevel level,
            @Nullable UUID unitId,
            String placeName) {}
}
