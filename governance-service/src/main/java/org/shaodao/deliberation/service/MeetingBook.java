package org.shaodao.deliberation.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deliberation.Attendance;
import org.shaodao.deliberation.MeetingId;
import org.shaodao.deliberation.MeetingState;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Meetings as they are read: the list, one sheet, whom a host may invite. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class MeetingBook {

    private static final int PAGE = 20;
    private static final int MOST_CHOICES = 400;

    private final JdbcClient jdbc;
    private final MeetingAccess access;

    /** A meeting in the list. */
    public record Row(
            UUID id,
            String number,
            MeetingState state,
            String title,
            String place,
            Instant startsAt,
            String host,
            long invited,
            long resolutions) {}

    /** What is known of one meeting. */
    public record Facts(
            UUID id,
            String number,
            MeetingState state,
            String title,
            String agenda,
            String place,
            Instant startsAt,
            UUID hostUnitId,
            String host,
            String area,
            @Nullable String subjectType,
            @Nullable UUID subjectId,
            @Nullable String chair,
            @Nullable String recorder,
            @Nullable String minutes,
            @Nullable Instant heldAt,
            @Nullable Instant closedAt,
            @Nullable String cancelReason,
            long version) {}

    /** A unit that was invited. */
    public record Invited(
            UUID unitId,
            String name,
            Attendance attendance,
            @Nullable String attendedBy) {}

    /** A part-time member who was invited. */
    public record Member(UUID personId, String name, Attendance attendance) {}

    /** A resolution; its id is the id of its case. */
    public record Resolved(UUID id, int sequence, String text, UUID ownerUnitId, String owner, LocalDate dueOn) {}

    /** One meeting with everybody and everything in it; {@code keeps} = the reader may change it. */
    public record Sheet(
            Facts facts, List<Invited> units, List<Member> members, List<Resolved> resolutions, boolean keeps) {

        public MeetingState state() {
            return facts.state();
        }

        public long present() {
            return units.stream()
                    .filter(unit -> unit.attendance() == Attendance.PRESENT)
                    .count();
        }

        public List<String> named(Attendance attendance) {
            return units.stream()
                    .filter(unit -> unit.attendance() == attendance)
                    .map(Invited::name)
                    .toList();
        }

        /** Whether the page asks for whom of the meeting came. */
        public boolean mayRecord(Instant now) {
            return keeps
                    && !facts.startsAt().isAfter(now)
                    && (facts.state() == MeetingState.PLANNED || facts.state() == MeetingState.HELD);
        }
    }

    /** Somebody or something that can be invited. */
    public record Choice(UUID id, String name, @Nullable UnitKind kind) {}

    /** Meetings the actor may read, the latest first; a null state gives all. */
    public Slice<Row> list(Actor actor, @Nullable MeetingState state, @Nullable String after) {
        MeetingAccess.Condition scope =
                access.reads(actor).stream().findFirst().orElseThrow(() -> new Forbidden("nav.meetings"));
        UUID last = idOf(after);
        List<Row> rows = jdbc.sql("""
                        select m.id, m.number, m.state, m.title, m.place, m.starts_at, u.name as host,
                               (select count(*) from meeting_invitation i where i.meeting_id = m.id) as invited,
                               (select count(*) from meeting_resolution r where r.meeting_id = m.id) as resolutions
                          from meeting m join unit u on u.id = m.host_unit_id
                         where %s and (:state::text is null or m.state = :state)
                           and (:last::uuid is null
                                or (m.starts_at, m.id) < (select x.starts_at, x.id from meeting x where x.id = :last))
                         order by m.starts_at desc, m.id desc limit %d
                        """.formatted(scope.sql(), PAGE + 1))
                .param("scope", scope.ids())
                .param("state", state == null ? null : state.name())
                .param("last", last)
                .query(Row.class)
                .list();
        return rows.size() <= PAGE
                ? new Slice<>(rows, null)
                : new Slice<>(rows.subList(0, PAGE), rows.get(PAGE - 1).id().toString());
    }

    /** One meeting; throws {@link NotFound} beyond the actor's scopes. */
    public Sheet sheet(MeetingId id, Actor actor) {
        Facts facts = access.reads(actor).stream()
                .map(scope -> facts(id, scope))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new NotFound("meeting"));
        return new Sheet(facts, units(id), members(id), resolutions(id), keeps(actor, facts));
    }

    /** Whether the actor may call meetings. */
    public boolean convenes(Actor actor) {
        return access.convenes(actor);
    }

    /** Units the actor may invite: those that serve the host's area, its district and city. */
    public List<Choice> units(Actor actor) {
        UUID area = Objects.requireNonNull(access.convening(actor).areaId()).value();
        return jdbc.sql("""
                        select u.id, u.name, u.kind
                          from unit u
                          join area a on a.id = u.area_id
                          join area here on here.id = :area
                         where u.valid_to is null and u.kind <> 'GRID_TEAM'
                           and (a.id = here.id or a.id = here.district_id or a.id = here.city_id
                                or (u.kind = 'COMMUNITY_DESK' and a.street_id = here.id)
                                or (u.kind in ('STREET_DESK','STREET_OFFICE','BRANCH_AGENCY') and a.district_id = here.id))
                         order by u.kind, u.code limit %d
                        """.formatted(MOST_CHOICES))
                .param("area", area)
                .query(Choice.class)
                .list();
    }

    /** People who hold a post part-time in the host's area, its units or its Party organisations. */
    public List<Choice> partTimeMembers(Actor actor, LocalDate today) {
        UUID area = Objects.requireNonNull(access.convening(actor).areaId()).value();
        return jdbc.sql("""
                        select distinct p.id, p.name, null::text as kind
                          from post_holding h
                          join post t on t.id = h.post_id
                          join person p on p.id = h.person_id
                          left join unit u on u.id = t.unit_id
                          left join party_organisation o on o.id = t.party_organisation_id
                         where h.employment = 'PART_TIME' and h.held_from <= :today
                           and (h.held_to is null or h.held_to >= :today)
                           and coalesce(t.area_id, u.area_id, o.area_id) = :area
                         order by p.name, p.id limit %d
                        """.formatted(MOST_CHOICES))
                .param("area", area)
                .param("today", today)
                .query(Choice.class)
                .list();
    }

    private @Nullable Facts facts(MeetingId id, MeetingAccess.Condition scope) {
        return jdbc.sql("""
                        select m.id, m.number, m.state, m.title, m.agenda, m.place, m.starts_at, m.host_unit_id,
                               u.name as host, a.name as area, m.subject_type, m.subject_id, m.chair, m.recorder, m.minutes,
                               m.held_at, m.closed_at, m.cancel_reason, m.version
                          from meeting m
                          join unit u on u.id = m.host_unit_id
                          join area a on a.id = coalesce(m.street_id, m.district_id)
                         where m.id = :id and %s
                        """.formatted(scope.sql()))
                .param("id", id.value())
                .param("scope", scope.ids())
                .query(Facts.class)
                .optional()
                .orElse(null);
    }

    private List<Invited> units(MeetingId id) {
        return jdbc.sql("""
                        select i.unit_id, u.name, i.attendance, i.attended_by
                          from meeting_invitation i join unit u on u.id = i.unit_id
                         where i.meeting_id = ? order by u.kind, u.code
                        """).param(id.value()).query(Invited.class).list();
    }

    private List<Member> members(MeetingId id) {
        return jdbc.sql("""
                        select i.person_id, p.name, i.attendance
                          from meeting_member i join person p on p.id = i.person_id
                         where i.meeting_id = ? order by p.name, p.id
                        """).param(id.value()).query(Member.class).list();
    }

    private List<Resolved> resolutions(MeetingId id) {
        return jdbc.sql("""
                        select r.id, r.sequence, r.text, r.owner_unit_id, u.name as owner, r.due_on
                          from meeting_resolution r join unit u on u.id = r.owner_unit_id
                         where r.meeting_id = ? order by r.sequence
                        """).param(id.value()).query(Resolved.class).list();
    }

    private static boolean keeps(Actor actor, Facts facts) {
        return actor.units().stream().anyMatch(unit -> unit.value().equals(facts.hostUnitId()));
    }

    private static @Nullable UUID idOf(@Nullable String after) {
        try {
            return after == null || after.isEmpty() ? null : UUID.fromString(after);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
