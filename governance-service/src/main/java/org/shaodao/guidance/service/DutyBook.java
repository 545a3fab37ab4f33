package org.shaodao.guidance.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.guidance.DutyList;
import org.shaodao.guidance.DutyListId;
import org.shaodao.guidance.DutyLists;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Duty lists by kind of post: published edition by edition, shown to who holds such a post (feature A2.33). */
@Service
@Transactional
@RequiredArgsConstructor
public class DutyBook {

    private static final String ROW = """
            select d.id, d.district_id, d.post_type, d.edition, d.document_number, d.valid_from, d.duties, d.published_at,
                   p.name as published_by
              from duty_list d
              left join account a on a.id = d.published_by
              left join person p on p.id = a.person_id
            """;

    private final DutyLists lists;
    private final GuidanceAccess access;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One edition. */
    public record Row(
            DutyListId id,
            AreaId districtId,
            PostType postType,
            int edition,
            @Nullable String documentNumber,
            LocalDate validFrom,
            String duties,
            Instant publishedAt,
            @Nullable String publishedBy) {

        public List<String> lines() {
            return DutyList.lines(duties);
        }
    }

    /** The duties of one kind of post: the edition whose day came last, all editions, the newest first. */
    public record Sheet(PostType post, @Nullable Row current, List<Row> editions) {

        /** The number of the last edition, 0 without any. */
        public int last() {
            return editions.isEmpty() ? 0 : editions.get(0).edition();
        }
    }

    /** A post the reader holds, with its duties; null = none published. */
    public record Mine(
            PostType post, String place, @Nullable Row current) {}

    private record Held(PostType type, String place, AreaId district) {}

    /** Every kind of post with the edition that counts today, those without any too. Throws as the access does. */
    @Transactional(readOnly = true)
    public List<Sheet> overview(Actor actor, AreaId district) {
        Map<PostType, List<Row>> found = new LinkedHashMap<>();
        jdbc.sql(ROW + " where d.district_id = ? order by d.edition desc")
                .param(access.district(actor, district).id().value())
                .query(Row.class)
                .list()
                .forEach(row -> found.computeIfAbsent(row.postType(), post -> new java.util.ArrayList<>())
                        .add(row));
        return java.util.Arrays.stream(PostType.values())
                .map(post -> sheet(post, found.getOrDefault(post, List.of())))
                .toList();
    }

    /** The duties of one kind of post in a district the reader belongs to; throws {@link NotFound} elsewhere. */
    @Transactional(readOnly = true)
    public Sheet sheet(Actor actor, AreaId district, PostType post) {
        return sheet(
                post,
                jdbc.sql(ROW + " where d.district_id = ? and d.post_type = ? order by d.edition desc")
                        .params(access.district(actor, district).id().value(), post.name())
                        .query(Row.class)
                        .list());
    }

    /** One edition, old ones too; throws {@link NotFound} outside the reader's districts. */
    @Transactional(readOnly = true)
    public Row row(Actor actor, DutyListId id) {
        Row row = jdbc.sql(ROW + " where d.id = ?")
                .param(id.value())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new NotFound("duty-list"));
        access.district(actor, row.districtId());
        return row;
    }

    /** The posts the reader holds today, deputies included, each with the duties that count. */
    @Transactional(readOnly = true)
    public List<Mine> mine(Actor actor) {
        return jdbc
                .sql("""
                        select distinct t.type, coalesce(a.name, u.name) as place,
                               case x.level when 'DISTRICT' then x.id else x.district_id end as district
                          from account ac
                          join post_holding h on h.person_id = ac.person_id
                          join post t on t.id = h.post_id
                          left join area a on a.id = t.area_id
                          left join unit u on u.id = t.unit_id
                          join area x on x.id = coalesce(a.id, u.area_id)
                         where ac.id = :account and h.held_from <= :today and (h.held_to is null or h.held_to >= :today)
                           and (t.valid_to is null or t.valid_to >= :today)
                           and (x.level = 'DISTRICT' or x.district_id is not null)
                         order by t.type, place
                        """)
                .param("account", actor.account().value())
                .param("today", today())
                .query(Held.class)
                .list()
                .stream()
                .map(held -> new Mine(held.type(), held.place(), current(held.district(), held.type())))
                .toList();
    }

    /**
     * Publishes the next edition. Throws {@link org.shaodao.shared.Forbidden} for who does not keep the lists,
     * {@link Conflict} where somebody published meanwhile, {@link RuleViolation} as {@link DutyList#publish}.
     *
     * @param seen number of the last edition the person saw, 0 = none
     */
    public DutyListId publish(
            Actor actor,
            AreaId district,
            PostType post,
            int seen,
            @Nullable String documentNumber,
            @Nullable LocalDate validFrom,
            @Nullable String duties) {
        AreaId own = access.district(actor, district).id();
        access.requireKeeper(actor, own);
        int last = lists.findByDistrictIdAndPostType(own, post).stream()
                .mapToInt(DutyList::getEdition)
                .max()
                .orElse(0);
        if (last != seen) {
            throw new Conflict(null, null, null);
        }
        DutyList next = DutyList.publish(
                DutyListId.next(),
                own,
                post,
                last + 1,
                documentNumber,
                validFrom == null ? today() : validFrom,
                duties,
                actor.account(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return lists.save(next).getId();
    }

    /** Today, as the lists count days. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }

    private Sheet sheet(PostType post, List<Row> editions) {
        LocalDate today = today();
        return new Sheet(
                post,
                editions.stream()
                        .filter(row -> !row.validFrom().isAfter(today))
                        .max(Comparator.comparing(Row::validFrom).thenComparing(Row::edition))
                        .orElse(null),
                editions);
    }

    private @Nullable Row current(AreaId district, PostType post) {
        return jdbc.sql(ROW + """
                         where d.district_id = ? and d.post_type = ? and d.valid_from <= ?
                         order by d.valid_from desc, d.edition desc limit 1
                        """)
                .params(district.value(), post.name(), today())
                .query(Row.class)
                .optional()
                .orElse(null);
    }
}
