package org.shaodao.deliberation;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Ids;
import org.shaodao.shared.MatterRaised;
import org.shaodao.shared.Notice;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.Zone;

/**
 * A joint meeting: called with an agenda, held with the attendance written down, closed by confirming its minutes. With
 * the confirmation every resolution becomes a matter of its own (rulings 22).
 */
@Entity
@Getter
public class Meeting extends AggregateRoot<MeetingId> {

    /** Subject type of its events. */
    public static final String SUBJECT = "meeting";

    private static final int MOST_RESOLUTIONS = 50;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private MeetingId id;

    private String number;

    @Enumerated(EnumType.STRING)
    private MeetingState state;

    private String title;

    private String agenda;

    private String place;

    private Instant startsAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private AreaId districtId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "street_id"))
    private @Nullable AreaId streetId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "host_unit_id"))
    private UnitId hostUnitId;

    private @Nullable String subjectType;

    private @Nullable UUID subjectId;

    private @Nullable String chair;

    private @Nullable String recorder;

    private @Nullable String minutes;

    private @Nullable Instant heldAt;

    private @Nullable Instant closedAt;

    private @Nullable String cancelReason;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "called_by"))
    private @Nullable AccountId calledBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable AccountId changedBy;

    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "meeting_invitation", joinColumns = @JoinColumn(name = "meeting_id"))
    @Getter(AccessLevel.NONE)
    private Set<Invitation> invitations = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "meeting_member", joinColumns = @JoinColumn(name = "meeting_id"))
    @Getter(AccessLevel.NONE)
    private Set<MemberInvitation> members = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "meeting_resolution", joinColumns = @JoinColumn(name = "meeting_id"))
    @Getter(AccessLevel.NONE)
    private Set<MeetingResolution> resolutions = new HashSet<>();

    /**
     * Calls a meeting and invites its units.
     *
     * @param subject case or whistle it is about; may be null
     */
    public static Meeting call(
            String number, Host host, MeetingPlan plan, @Nullable MeetingSubject subject, Convener by) {
        require(!plan.startsAt().isBefore(by.at()), "deliberation.in-the-past");
        Meeting meeting = new Meeting();
        meeting.id = MeetingId.next();
        meeting.number = number;
        meeting.state = MeetingState.PLANNED;
        meeting.districtId = host.districtId();
        meeting.streetId = host.streetId();
        meeting.hostUnitId = host.desk();
        meeting.subjectType = subject == null ? null : subject.type();
        meeting.subjectId = subject == null ? null : subject.id();
        meeting.calledBy = by.account();
        meeting.createdAt = by.at();
        meeting.take(plan);
        meeting.happened("called", by, meeting.invitation("invited", meeting.units()));
        return meeting;
    }

    /** Changes a meeting that was not held yet; everybody invited now or before hears of it. */
    public void change(MeetingPlan plan, Convener by) {
        require(state == MeetingState.PLANNED, "deliberation.not-planned");
        require(!plan.startsAt().isBefore(by.at()), "deliberation.in-the-past");
        Set<UnitId> before = units();
        take(plan);
        Set<UnitId> dropped = new HashSet<>(before);
        dropped.removeAll(units());
        happened("changed", by, invitation("changed", units()), told("uninvited", dropped));
    }

    /** Calls it off, with a reason for those invited. */
    public void cancel(String reason, Convener by) {
        require(state == MeetingState.PLANNED, "deliberation.not-planned");
        cancelReason = PlainText.checked(reason, 1, 200, "deliberation.cancel-reason");
        state = MeetingState.CANCELLED;
        happened("cancelled", by, told("cancelled", units()));
    }

    /** Writes down who came; the first time the meeting counts as held. Can be corrected until the minutes stand. */
    public void recordAttendance(
            Map<UnitId, Invitation> came, Map<PersonId, Attendance> membersCame, String whoChaired, Convener by) {
        require(state == MeetingState.PLANNED || state == MeetingState.HELD, "deliberation.not-open");
        require(!startsAt.isAfter(by.at()), "deliberation.not-begun");
        chair = PlainText.checked(whoChaired, 1, 40, "deliberation.chair");
        invitations = invitations.stream()
                .map(one -> came.getOrDefault(one.unitId(), one))
                .collect(Collectors.toCollection(HashSet::new));
        members = members.stream()
                .map(one -> new MemberInvitation(
                        one.personId(), membersCame.getOrDefault(one.personId(), one.attendance())))
                .collect(Collectors.toCollection(HashSet::new));
        require(
                invitations.stream().noneMatch(one -> one.attendance() == Attendance.OPEN)
                        && members.stream().noneMatch(one -> one.attendance() == Attendance.OPEN),
                "deliberation.attendance-open");
        if (state == MeetingState.PLANNED) {
            state = MeetingState.HELD;
            heldAt = by.at();
        }
        happened("held", by);
    }

    /** Keeps the minutes while they are being written. */
    public void keepMinutes(String text, @Nullable String whoRecorded, Convener by) {
        require(state == MeetingState.HELD, "deliberation.not-held");
        minutes = PlainText.checked(text, 1, PlainText.LONG, "deliberation.minutes");
        String name = PlainText.clean(whoRecorded);
        recorder = name.isEmpty() ? null : PlainText.checked(name, 1, 40, "deliberation.recorder");
        happened("minutes", by);
    }

    /** Adds a resolution: who does what by when. The owner need not have been there. */
    public void resolve(String text, UnitId owner, LocalDate dueOn, Convener by) {
        require(state == MeetingState.HELD, "deliberation.not-held");
        require(resolutions.size() < MOST_RESOLUTIONS, "deliberation.too-many-resolutions", MOST_RESOLUTIONS);
        require(!dueOn.isBefore(LocalDate.ofInstant(by.at(), Zone.ID)), "deliberation.due-in-the-past");
        int last = resolutions().stream()
                .mapToInt(MeetingResolution::sequence)
                .max()
                .orElse(0);
        resolutions.add(new MeetingResolution(
                Ids.at(by.at()),
                last + 1,
                PlainText.checked(text, 5, 500, "deliberation.resolution-text"),
                owner,
                dueOn));
        happened("resolved", by);
    }

    /** Takes a resolution out before the minutes are confirmed; nothing happens when it is gone already. */
    public void dropResolution(UUID resolution, Convener by) {
        require(state == MeetingState.HELD, "deliberation.not-held");
        if (resolutions.removeIf(one -> one.id().equals(resolution))) {
            happened("resolution-dropped", by);
        }
    }

    /** Confirms the minutes: they do not change any more, and every resolution becomes a case of source MEETING. */
    public void close(Convener by) {
        require(state == MeetingState.HELD, "deliberation.not-held");
        require(minutes != null && !minutes.isBlank(), "deliberation.no-minutes");
        state = MeetingState.CLOSED;
        closedAt = by.at();
        Set<UnitId> concerned = new HashSet<>(units());
        resolutions().forEach(one -> concerned.add(one.ownerUnitId()));
        concerned.add(hostUnitId);
        happened("closed", by, told("closed", concerned));
        for (MeetingResolution one : resolutions()) {
            record(new MatterRaised(
                    one.id(),
                    SUBJECT,
                    id.value(),
                    (streetId == null ? districtId : streetId).value(),
                    number + " " + title,
                    one.text(),
                    one.ownerUnitId().value(),
                    one.dueOn(),
                    by.account().value(),
                    by.at()));
        }
    }

    public Set<Invitation> invitations() {
        return Set.copyOf(invitations);
    }

    public Set<MemberInvitation> members() {
        return Set.copyOf(members);
    }

    /** In the order in which they were passed. */
    public List<MeetingResolution> resolutions() {
        return resolutions.stream()
                .sorted(Comparator.comparingInt(MeetingResolution::sequence))
                .toList();
    }

    private Set<UnitId> units() {
        return invitations.stream().map(Invitation::unitId).collect(Collectors.toSet());
    }

    private void take(MeetingPlan plan) {
        title = plan.title();
        agenda = plan.agenda();
        place = plan.place();
        startsAt = plan.startsAt();
        invitations = plan.units().stream()
                .map(unit -> new Invitation(unit, Attendance.OPEN, null))
                .collect(Collectors.toCollection(HashSet::new));
        members = plan.members().stream()
                .map(person -> new MemberInvitation(person, Attendance.OPEN))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Notice invitation(String key, Set<UnitId> units) {
        return told(key, units).with(Zone.minute(startsAt));
    }

    private static Notice told(String key, Set<UnitId> units) {
        return Notice.toUnits(
                "deliberation.notice." + key, units.stream().map(UnitId::value).collect(Collectors.toSet()));
    }

    private void happened(String what, Convener by, Notice... notices) {
        changedBy = by.account();
        record(new Recorded(
                        SUBJECT,
                        id.value(),
                        by.account().value(),
                        by.role().name(),
                        hostUnitId.value(),
                        by.at(),
                        "deliberation.event." + what,
                        List.of(),
                        null)
                .telling(number, notices));
    }

    @SuppressWarnings("NullAway.Init")
    protected Meeting() {
        // for Hibernate
    }
}
