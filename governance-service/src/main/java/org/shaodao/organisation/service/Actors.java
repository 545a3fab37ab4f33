package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.LocalDate;
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
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Turns an account into the actor of one request: what its person's posts grant today, in one statement. */
@Service
@RequiredArgsConstructor
public class Actors {

    /** One row for each post held today; one without a post for a person who holds none. */
    private static final String HOLDINGS = """
            select p.name, ad.role as administrator, held.*
              from account ac
              join person p on p.id = ac.person_id
              left join administrator ad on ad.account_id = ac.id
              left join lateral (
                    select t.type, coalesce(a.id, ua.id) as area_id, coalesce(a.level, ua.level) as level,
                           coalesce(u.id, desk.id) as unit_id, coalesce(a.name, u.name) as place_name,
                           h.deputy, h.held_from, h.id as holding_id
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
                     where h.person_id = p.id
                       and h.held_from <= :today
                       and (h.held_to is null or h.held_to >= :today)
                       and (t.valid_to is null or t.valid_to >= :today)
                       and coalesce(a.id, u.id) is not null) held on true
             where ac.id = :account and not ac.disabled
             order by held.deputy, held.held_from, held.holding_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** The actor; empty for an unknown or disabled account. */
    @ReadsOnly
    public Optional<Actor> actorOf(AccountId account) {
        List<HoldingRow> rows = jdbc.sql(HOLDINGS)
                .param("account", account.value())
                .param("today", LocalDate.ofInstant(clock.instant(), Zone.ID))
                .query(HoldingRow.class)
                .list();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Actor(account, rows.get(0).name(), grants(rows)));
    }

    private static List<PostGrant> grants(List<HoldingRow> rows) {
        HoldingRow person = rows.get(0);
        if (person.administrator() != null) {
            // an administrator never acts in a post, so that none of the three sees a case
            return List.of(new PostGrant(person.administrator(), null, null, null, person.name()));
        }
        return rows.stream().flatMap(row -> grant(row).stream()).distinct().toList();
    }

    private static Optional<PostGrant> grant(HoldingRow row) {
        Role role = row.type() == null ? null : row.type().role();
        if (role == null || row.areaId() == null || row.placeName() == null) {
            return Optional.empty();
        }
        UnitId unit = role.actsForUnit() && row.unitId() != null ? new UnitId(row.unitId()) : null;
        return Optional.of(new PostGrant(role, new AreaId(row.areaId()), row.level(), unit, row.placeName()));
    }

    private record HoldingRow(
            String name,
            @Nullable Role administrator,
            @Nullable PostType type,
            @Nullable UUID areaId,
            @Nullable AreaLevel level,
            @Nullable UUID unitId,
            @Nullable String placeName) {}
}
