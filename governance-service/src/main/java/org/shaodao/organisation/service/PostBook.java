package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PostId;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.Slice;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Posts and who is in them. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class PostBook {

    private static final int PAGE = 20;

    private static final String HOLDERS = """
            select t.id, t.type, t.required_number, coalesce(pl.name, pu.name, pp.name) as place,
                   h.id as holding, p.id as person, p.name, p.phone_sealed, h.deputy, h.employment, p.party_member,
                   h.held_from, h.held_to
              from post t
              left join area pl on pl.id = t.area_id
              left join unit pu on pu.id = t.unit_id
              left join party_organisation pp on pp.id = t.party_organisation_id
              left join post_holding h on h.post_id = t.id and h.held_from <= :today
                   and (h.held_to is null or h.held_to >= :today)
              left join person p on p.id = h.person_id
            """;

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Clock clock;

    /** A post in a list. */
    public record Row(
            UUID id,
            PostType type,
            int required,
            int held,
            int deputies,
            String place,
            @Nullable String above,
            @Nullable String names) {

        public int missing() {
            return Math.max(0, required - held);
        }
    }

    /** Everything of one post. */
    public record Sheet(
            UUID id,
            PostType type,
            int required,
            boolean live,
            String place,
            @Nullable UUID areaId,
            @Nullable UUID unitId,
            @Nullable UUID partyId,
            UUID inArea,
            AreaLevel inLevel,
            long version) {}

    /** One time in the post, past or present. */
    public record Time(
            UUID holding,
            UUID person,
            String name,
            boolean deputy,
            Employment employment,
            LocalDate from,
            @Nullable LocalDate to,
            boolean now) {}

    /** The posts of an area with their holders. */
    public List<TeamPost> inArea(AreaId area) {
        return team("t.area_id = :place", area.value());
    }

    /** The posts of a unit with their holders. */
    public List<TeamPost> inUnit(UnitId unit) {
        return team("t.unit_id = :place", unit.value());
    }

    /** The posts of a Party organisation with their holders. */
    public List<TeamPost> inParty(PartyOrganisationId organisation) {
        return team("t.party_organisation_id = :place", organisation.value());
    }

    /** One post; the caller has checked the scope. */
    public Sheet sheet(PostId post) {
        return jdbc.sql("""
                        select t.id, t.type, t.required_number as required, t.valid_to is null as live,
                               coalesce(pl.name, pu.name, pp.name) as place, t.area_id, t.unit_id,
                               t.party_organisation_id as party_id, a.id as in_area, a.level as in_level, t.version
                          from post t
                          left join area pl on pl.id = t.area_id
                        """ + OrganisationAccess.PLACE_OF_POST + " where t.id = ?")
                .param(post.value())
                .query(Sheet.class)
                .optional()
                .orElseThrow(() -> new NotFound("post"));
    }

    /** Everybody who is or was in the post, the present first. */
    public List<Time> times(PostId post) {
        return jdbc.sql("""
                        select h.id as holding, p.id as person, p.name, h.deputy, h.employment, h.held_from as "from",
                               h.held_to as "to", (h.held_to is null or h.held_to >= :today) as now
                          from post_holding h join person p on p.id = h.person_id
                         where h.post_id = :post
                         order by (h.held_to is null) desc, h.held_from desc, h.id
                         limit 200
                        """)
                .param("post", post.value())
                .param("today", today())
                .query(Time.class)
                .list();
    }

    /** Posts of the scope, by place; {@code type} and {@code vacant} narrow them. */
    public Slice<Row> list(AreaScope scope, @Nullable PostType type, boolean vacant, @Nullable String after) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        String[] cursor = Cursor.read(after);
        List<Row> rows =
                new ArrayList<>(jdbc.sql("""
                        select * from (
                        select t.id, t.type, t.required_number as required, coalesce(k.held, 0) as held,
                               coalesce(k.deputies, 0) as deputies, coalesce(pl.name, pu.name, pp.name) as place,
                               up.name as above, k.names, a.code as code
                          from post t
                          left join (select h.post_id, count(distinct h.person_id) filter (where not h.deputy) as held,
                                            count(distinct h.person_id) filter (where h.deputy) as deputies,
                                            string_agg(p.name, '、' order by h.deputy, h.held_from) as names
                                       from post_holding h join person p on p.id = h.person_id
                                      where h.held_from <= :today and (h.held_to is null or h.held_to >= :today)
                                      group by h.post_id) k on k.post_id = t.id
                          left join area pl on pl.id = t.area_id
                        """ + OrganisationAccess.PLACE_OF_POST + """
                          left join area up on up.id = a.parent_id
                         where t.valid_to is null and %s and (:type::text is null or t.type = :type)) r
                         where (:vacant = false or r.held < r.required)
                           and (:code::text is null or (r.code, r.type, r.id::text) > (:code, :kind, :id))
                         order by r.code, r.type, r.id::text limit %d
                        """.formatted(sql.onArea(), PAGE + 1))
                        .param("scope", sql.ids())
                        .param("today", today())
                        .param("type", type == null ? null : type.name())
                        .param("vacant", vacant)
                        .param("code", cursor.length == 3 ? cursor[0] : null)
                        .param("kind", cursor.length == 3 ? cursor[1] : "")
                        .param("id", cursor.length == 3 ? cursor[2] : "")
                        .query(Row.class)
                        .list());
        if (rows.size() <= PAGE) {
            return new Slice<>(rows, null);
        }
        Row last = rows.get(PAGE - 1);
        String code = jdbc.sql("select a.code from post t " + OrganisationAccess.PLACE_OF_POST + " where t.id = ?")
                .param(last.id())
                .query(String.class)
                .single();
        return new Slice<>(
                rows.subList(0, PAGE),
                Cursor.of(code, last.type().name(), last.id().toString()));
    }

    private List<TeamPost> team(String condition, UUID place) {
        Map<UUID, TeamPost> posts = new LinkedHashMap<>();
        jdbc.sql(HOLDERS + " where t.valid_to is null and " + condition + " order by h.deputy, h.held_from, h.id")
                .param("today", today())
                .param("place", place)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    TeamPost post = posts.computeIfAbsent(id, any -> {
                        try {
                            return new TeamPost(
                                    id,
                                    PostType.valueOf(row.getString("type")),
                                    row.getInt("required_number"),
                                    row.getString("place"),
                                    new ArrayList<>());
                        } catch (java.sql.SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    if (row.getObject("holding") != null) {
                        String phone = vault.open(row.getBytes("phone_sealed"));
                        post.holders()
                                .add(new TeamPost.Holder(
                                        row.getObject("holding", UUID.class),
                                        row.getObject("person", UUID.class),
                                        row.getString("name"),
                                        phone == null ? null : PhoneNumber.mask(phone),
                                        row.getBoolean("deputy"),
                                        Employment.valueOf(row.getString("employment")),
                                        row.getBoolean("party_member"),
                                        row.getObject("held_from", LocalDate.class),
                                        row.getObject("held_to", LocalDate.class)));
                    }
                    return n;
                })
                .list();
        return posts.values().stream()
                .sorted(Comparator.comparing(TeamPost::type))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }
}
