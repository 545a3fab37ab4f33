package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.Slice;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People who hold or held posts in a scope; private numbers masked. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class PeopleBook {

    private static final int PAGE = 20;

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Clock clock;

    /** A person in the list. */
    public record Row(UUID id, String name, boolean partyMember, List<PostName> posts) {}

    /** A post named in a list. */
    public record PostName(PostType type, String place, boolean deputy) {}

    private record Found(UUID id, String name, boolean partyMember) {}

    private record Held(UUID person, PostType type, String place, boolean deputy) {}

    /** One person. */
    public record Sheet(
            UUID id,
            String name,
            @Nullable String maskedPhone,
            boolean partyMember,
            boolean managedHere,
            @Nullable String login,
            long version) {}

    /** One time in a post. */
    public record Time(
            UUID post,
            PostType type,
            String place,
            boolean deputy,
            Employment employment,
            LocalDate from,
            @Nullable LocalDate to,
            boolean now) {}

    /** People of the scope by name; {@code staffs} also sees those without any post. */
    public Slice<Row> list(AreaScope scope, boolean staffs, @Nullable String word, @Nullable String after) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        String[] cursor = Cursor.read(after);
        String search = word == null ? "" : word.strip();
        String inScope = OrganisationAccess.IN_SCOPE.formatted(sql.onArea());
        List<Found> found = jdbc.sql(
                        """
                        select p.id, p.name, p.party_member
                          from person p
                         where (%s %s)
                           and (:word = '' or position(:word in p.name) > 0)
                           and (:name::text is null or (p.name, p.id::text) > (:name, :id))
                         order by p.name, p.id::text limit %d
                        """.formatted(inScope, staffs ? "or " + OrganisationAccess.WITHOUT_POST : "", PAGE + 1))
                .param("scope", sql.ids())
                .param("word", search.length() > 40 ? search.substring(0, 40) : search)
                .param("name", cursor.length == 2 ? cursor[0] : null)
                .param("id", cursor.length == 2 ? cursor[1] : "")
                .query(Found.class)
                .list();
        List<Found> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        Map<UUID, List<Held>> held = held(page.stream().map(Found::id).toList());
        List<Row> rows = page.stream()
                .map(person -> new Row(
                        person.id(),
                        person.name(),
                        person.partyMember(),
                        held.getOrDefault(person.id(), List.of()).stream()
                                .map(post -> new PostName(post.type(), post.place(), post.deputy()))
                                .toList()))
                .toList();
        if (found.size() <= PAGE) {
            return new Slice<>(rows, null);
        }
        Row last = rows.get(PAGE - 1);
        return new Slice<>(rows, Cursor.of(last.name(), last.id().toString()));
    }

    private Map<UUID, List<Held>> held(List<UUID> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("""
                        select h.person_id as person, t.type, coalesce(pl.name, pu.name, pp.name) as place, h.deputy
                          from post_holding h
                          join post t on t.id = h.post_id
                          left join area pl on pl.id = t.area_id
                          left join unit pu on pu.id = t.unit_id
                          left join party_organisation pp on pp.id = t.party_organisation_id
                         where h.person_id in (:people) and h.held_from <= :today
                           and (h.held_to is null or h.held_to >= :today)
                         order by h.held_from, h.id
                        """).param("people", people).param("today", today()).query(Held.class).list().stream()
                .collect(Collectors.groupingBy(Held::person));
    }

    /** One person; the caller has checked the scope. */
    public Sheet sheet(PersonId person) {
        return jdbc.sql("""
                        select p.id, p.name, p.phone_sealed, p.party_member, p.managed_here, ac.login, p.version
                          from person p left join account ac on ac.person_id = p.id
                         where p.id = ?
                        """)
                .param(person.value())
                .query((row, n) -> {
                    String phone = vault.open(row.getBytes("phone_sealed"));
                    return new Sheet(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            phone == null ? null : PhoneNumber.mask(phone),
                            row.getBoolean("party_member"),
                            row.getBoolean("managed_here"),
                            row.getString("login"),
                            row.getLong("version"));
                })
                .optional()
                .orElseThrow(() -> new NotFound("person"));
    }

    /** The person's posts in the scope, the present first. */
    public List<Time> times(PersonId person, AreaScope scope) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        return jdbc.sql("""
                        select t.id as post, t.type, coalesce(pl.name, pu.name, pp.name) as place, h.deputy, h.employment,
                               h.held_from as "from", h.held_to as "to", (h.held_to is null or h.held_to >= :today) as now
                          from post_holding h
                          join post t on t.id = h.post_id
                          left join area pl on pl.id = t.area_id
                        """ + OrganisationAccess.PLACE_OF_POST + """
                         where h.person_id = :person and %s
                         order by (h.held_to is null) desc, h.held_from desc, h.id limit 200
                        """.formatted(sql.onArea()))
                .param("person", person.value())
                .param("scope", sql.ids())
                .param("today", today())
                .query(Time.class)
                .list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }
}
