package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Area;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Areas;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.PartyOrganisation;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PartyOrganisations;
import org.shaodao.organisation.Person;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.Persons;
import org.shaodao.organisation.Post;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.PostHolding;
import org.shaodao.organisation.PostHoldingId;
import org.shaodao.organisation.PostHoldings;
import org.shaodao.organisation.PostId;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Posts;
import org.shaodao.organisation.Unit;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.Units;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers people, sets up posts, appoints and ends; shows a private number to who says why. */
@Service
@RequiredArgsConstructor
@Transactional
public class Staffing {

    private static final int DAYS_AHEAD = 90;

    private final Persons persons;
    private final Posts posts;
    private final PostHoldings holdings;
    private final Areas areas;
    private final Units units;
    private final PartyOrganisations parties;
    private final OrganisationAccess access;
    private final PersonalDataVault vault;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** Where a post sits: exactly one of the three. */
    public record Seat(
            @Nullable AreaId area,
            @Nullable UnitId unit,
            @Nullable PartyOrganisationId party) {}

    /** What is known of a person; a blank phone leaves the number as it is. */
    public record PersonFacts(String name, @Nullable String phone, boolean partyMember, boolean managedHere) {}

    /** An appointment. */
    public record Appointment(
            PersonId person,
            Employment employment,
            boolean deputy,
            @Nullable LocalDate from) {}

    // ---- people

    /** Registers a person. */
    public PersonId register(PersonFacts facts, Actor actor) {
        requireStaffs(actor);
        return persons.save(Person.create(
                        facts.name(),
                        PhoneNumber.ofNullable(facts.phone()),
                        facts.partyMember(),
                        facts.managedHere(),
                        vault,
                        change(actor)))
                .getId();
    }

    /** Changes what is known of a person in the actor's reach. */
    public void edit(PersonId id, PersonFacts facts, long version, Actor actor) {
        requireStaffs(actor);
        access.check(access.people(actor), id, true);
        Person person = persons.findById(id).orElseThrow(() -> new NotFound("person"));
        if (person.version() != version) {
            throw new Conflict(null, null, null);
        }
        person.edit(
                facts.name(),
                PhoneNumber.ofNullable(facts.phone()),
                facts.partyMember(),
                facts.managedHere(),
                vault,
                change(actor));
        persons.save(person);
    }

    /** The private number of a person in the actor's reach, for a reason that goes into the trail. */
    public @Nullable String reveal(PersonId id, RevealReason reason, Actor actor) {
        access.check(access.people(actor), id, access.seesUnplaced(actor));
        String phone = jdbc.sql("select phone_sealed from person where id = ?")
                .param(id.value())
                .query((row, n) -> java.util.Optional.ofNullable(vault.open(row.getBytes(1))))
                .single()
                .orElse(null);
        PostGrant post = actor.posts().isEmpty() ? null : actor.posts().get(0);
        events.publishEvent(new Recorded(
                Person.SUBJECT,
                id.value(),
                actor.account().value(),
                post == null ? null : post.role().name(),
                post == null || post.unitId() == null ? null : post.unitId().value(),
                clock.instant(),
                "organisation.event.person-phone-revealed",
                List.of("phone"),
                "RevealReason." + reason.name()));
        return phone;
    }

    /** Why a private number is shown. */
    public enum RevealReason {
        CASE_HANDLING,
        EMERGENCY,
        DATA_CHECK,
        MEETING
    }

    // ---- posts

    /** Sets up a post. */
    public PostId setUp(PostType type, Seat seat, int required, Actor actor) {
        Change change = change(actor);
        Post post;
        if (seat.area() != null) {
            Area area = areas.findById(seat.area()).orElseThrow(() -> new NotFound("area"));
            access.checkStaffs(actor, type, area.getId());
            post = Post.inArea(type, area, required, change);
        } else if (seat.unit() != null) {
            Unit unit = units.findById(seat.unit()).orElseThrow(() -> new NotFound("unit"));
            access.checkStaffs(actor, type, unit.getAreaId());
            post = Post.inUnit(type, unit, required, change);
        } else if (seat.party() != null) {
            PartyOrganisation party = parties.findById(seat.party()).orElseThrow(() -> new NotFound("party"));
            access.checkStaffs(actor, type, party.getAreaId());
            post = Post.inParty(type, party, required, change);
        } else {
            throw new NotFound("seat");
        }
        RuleViolation.require(!exists(type, seat), "organisation.post-exists");
        return posts.save(post).getId();
    }

    /** How many people the post needs. */
    public void require(PostId id, int number, long version, Actor actor) {
        Post post = editable(id, actor);
        fresh(post, version);
        post.require(number, change(actor));
        posts.save(post);
    }

    /** Ends a post nobody holds. */
    public void end(PostId id, long version, Actor actor) {
        Post post = editable(id, actor);
        fresh(post, version);
        post.end(held(id), change(actor));
        posts.save(post);
    }

    /** Appoints a person to a post. */
    public PostHoldingId appoint(PostId id, Appointment command, Actor actor) {
        Post post = editable(id, actor);
        Person person = persons.findById(command.person()).orElseThrow(() -> new NotFound("person"));
        access.check(access.people(actor), command.person(), true);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Zone.ID);
        LocalDate from = command.from() == null ? today : command.from();
        RuleViolation.require(!from.isAfter(today.plusDays(DAYS_AHEAD)), "organisation.from-in-future");
        RuleViolation.require(!isOwn(actor, command.person()), "organisation.post-own");
        RuleViolation.require(!holds(id, command.person()), "organisation.holding-exists");
        return holdings.save(
                        post.appoint(person, command.employment(), command.deputy(), from, Change.today(actor, now)))
                .getId();
    }

    /** Ends somebody's time in a post; a null day is today. */
    public void leave(PostId id, PostHoldingId holding, @Nullable LocalDate last, Actor actor) {
        editable(id, actor);
        PostHolding time = holdings.findById(holding)
                .filter(found -> found.getPostId().equals(id))
                .orElseThrow(() -> new NotFound("holding"));
        Change change = change(actor);
        LocalDate day = last == null ? change.effective() : last;
        time.end(day.isBefore(time.getHeldFrom()) && last == null ? time.getHeldFrom() : day, change);
        holdings.save(time);
    }

    // ---- helpers

    private Post editable(PostId id, Actor actor) {
        Post post = posts.findById(id).orElseThrow(() -> new NotFound("post"));
        UUID area = jdbc.sql("select a.id from post t " + OrganisationAccess.PLACE_OF_POST + " where t.id = ?")
                .param(id.value())
                .query(UUID.class)
                .single();
        access.checkStaffs(actor, post.getType(), new AreaId(area));
        return post;
    }

    private void requireStaffs(Actor actor) {
        if (!access.staffs(actor)) {
            throw new Forbidden("organisation.staff");
        }
    }

    private static void fresh(Post post, long version) {
        if (post.version() != version) {
            throw new Conflict(null, null, null);
        }
    }

    private Change change(Actor actor) {
        return Change.today(actor, clock.instant());
    }

    private boolean held(PostId id) {
        return jdbc.sql("select exists (select 1 from post_holding where post_id = ? and held_to is null)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    private boolean holds(PostId post, PersonId person) {
        return jdbc.sql(
                        "select exists (select 1 from post_holding where post_id = ? and person_id = ? and held_to is null)")
                .params(post.value(), person.value())
                .query(Boolean.class)
                .single();
    }

    private boolean isOwn(Actor actor, PersonId person) {
        return jdbc.sql("select exists (select 1 from account where id = ? and person_id = ?)")
                .params(actor.account().value(), person.value())
                .query(Boolean.class)
                .single();
    }

    private boolean exists(PostType type, Seat seat) {
        UUID place = seat.area() != null
                ? seat.area().value()
                : seat.unit() != null
                        ? seat.unit().value()
                        : java.util.Objects.requireNonNull(seat.party()).value();
        return jdbc.sql("select exists (select 1 from post where type = ? and valid_to is null"
                        + " and coalesce(area_id, unit_id, party_organisation_id) = ?)")
                .params(type.name(), place)
                .query(Boolean.class)
                .single();
    }
}
