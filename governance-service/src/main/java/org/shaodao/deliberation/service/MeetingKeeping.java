package org.shaodao.deliberation.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deliberation.Attendance;
import org.shaodao.deliberation.Convener;
import org.shaodao.deliberation.Invitation;
import org.shaodao.deliberation.Meeting;
import org.shaodao.deliberation.MeetingId;
import org.shaodao.deliberation.MeetingPlan;
import org.shaodao.deliberation.MeetingSubject;
import org.shaodao.deliberation.Meetings;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Calls, holds and closes joint meetings. */
@Service
@RequiredArgsConstructor
@Transactional
public class MeetingKeeping {

    private final Meetings meetings;
    private final MeetingBook book;
    private final MeetingAccess access;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** Who came: units with the person who stood for them, part-time members. */
    public record Came(Map<UnitId, Unit> units, Map<PersonId, Attendance> members, String chair) {

        /** A unit's attendance; the name is of the person who came, in office. */
        public record Unit(Attendance attendance, @Nullable String by) {}
    }

    private record Kept(Meeting meeting, Convener by) {}

    /** Calls a meeting in the actor's own area. */
    public MeetingId call(MeetingPlan plan, @Nullable MeetingSubject subject, Actor actor) {
        PostGrant post = access.convening(actor);
        checkInvited(plan, actor, Set.of(), Set.of());
        Instant now = now();
        Meeting meeting = Meeting.call(
                nextNumber(now), access.host(post), plan, subject, Convener.of(actor.account(), post, now));
        return meetings.save(meeting).getId();
    }

    /** Changes a planned meeting. */
    public void change(MeetingId id, MeetingPlan plan, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        Meeting meeting = kept.meeting();
        checkInvited(
                plan,
                actor,
                meeting.invitations().stream().map(Invitation::unitId).collect(Collectors.toSet()),
                meeting.members().stream().map(one -> one.personId()).collect(Collectors.toSet()));
        meeting.change(plan, kept.by());
        meetings.save(meeting);
    }

    /** Calls it off. */
    public void cancel(MeetingId id, String reason, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        kept.meeting().cancel(reason, kept.by());
        meetings.save(kept.meeting());
    }

    /** Writes down who came. */
    public void recordAttendance(MeetingId id, Came came, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        Map<UnitId, Invitation> units = came.units().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> new Invitation(
                                one.getKey(),
                                one.getValue().attendance(),
                                name(one.getValue().by()))));
        kept.meeting().recordAttendance(units, came.members(), came.chair(), kept.by());
        meetings.save(kept.meeting());
    }

    /** Keeps the minutes. */
    public void keepMinutes(MeetingId id, String text, @Nullable String recorder, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        kept.meeting().keepMinutes(text, recorder, kept.by());
        meetings.save(kept.meeting());
    }

    /** Adds a resolution. */
    public void resolve(MeetingId id, String text, UnitId owner, LocalDate dueOn, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        RuleViolation.require(mayInvite(actor).contains(owner), "deliberation.owner-unknown");
        kept.meeting().resolve(text, owner, dueOn, kept.by());
        meetings.save(kept.meeting());
    }

    /** Takes a resolution out again. */
    public void dropResolution(MeetingId id, UUID resolution, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        kept.meeting().dropResolution(resolution, kept.by());
        meetings.save(kept.meeting());
    }

    /** Confirms the minutes; the resolutions become cases in the same transaction. */
    public void close(MeetingId id, long version, Actor actor) {
        Kept kept = kept(id, version, actor);
        kept.meeting().close(kept.by());
        meetings.save(kept.meeting());
    }

    private Kept kept(MeetingId id, long version, Actor actor) {
        book.sheet(id, actor);
        Meeting meeting = meetings.findById(id).orElseThrow(() -> new NotFound("meeting"));
        PostGrant post = access.keeping(actor, meeting.getHostUnitId());
        if (meeting.version() != version) {
            throw new Conflict(null, "deliberation.event.changed", null);
        }
        return new Kept(meeting, Convener.of(actor.account(), post, now()));
    }

    /** Whoever was invited before may stay; others must be within reach. */
    private void checkInvited(MeetingPlan plan, Actor actor, Set<UnitId> units, Set<PersonId> members) {
        Set<UnitId> allowed = new HashSet<>(mayInvite(actor));
        allowed.addAll(units);
        RuleViolation.require(allowed.containsAll(plan.units()), "deliberation.unit-unknown");
        Set<PersonId> people = book.partTimeMembers(actor, LocalDate.ofInstant(now(), Zone.ID)).stream()
                .map(choice -> new PersonId(choice.id()))
                .collect(Collectors.toCollection(HashSet::new));
        people.addAll(members);
        RuleViolation.require(people.containsAll(plan.members()), "deliberation.member-unknown");
    }

    private Set<UnitId> mayInvite(Actor actor) {
        return book.units(actor).stream().map(choice -> new UnitId(choice.id())).collect(Collectors.toSet());
    }

    private static @Nullable String name(@Nullable String by) {
        String name = org.shaodao.shared.PlainText.clean(by);
        return name.isEmpty()
                ? null
                : name.substring(0, name.offsetByCodePoints(0, Math.min(40, name.codePointCount(0, name.length()))));
    }

    private String nextNumber(Instant now) {
        long next = jdbc.sql("select nextval('meeting_number_seq')")
                .query(Long.class)
                .single();
        return String.format("M%d-%05d", LocalDate.ofInstant(now, Zone.ID).getYear(), next);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
