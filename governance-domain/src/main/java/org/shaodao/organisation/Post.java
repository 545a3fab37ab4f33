package org.shaodao.organisation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.RuleViolation;

/** A post in an area, a unit or a Party organisation, with the number of people it needs (feature A2.6). */
@Entity
@Getter
public class Post extends AggregateRoot<PostId> {

    /** Subject type of its events. */
    public static final String SUBJECT = "post";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PostId id;

    @Enumerated(EnumType.STRING)
    private PostType type;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "area_id"))
    private @Nullable AreaId areaId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private @Nullable UnitId unitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "party_organisation_id"))
    private @Nullable PartyOrganisationId partyOrganisationId;

    private int requiredNumber;

    private @Nullable LocalDate validTo;

    /** A post in an area: a grid's team, a street's leaders, a district's supervisor. */
    public static Post inArea(PostType type, Area area, int required, Change change) {
        RuleViolation.require(type.seat().fits(area.getLevel()), "organisation.post-wrong-place");
        RuleViolation.require(area.isLive(), "organisation.already-abolished", area.getName());
        Post post = created(type, required, change);
        post.areaId = area.getId();
        return post;
    }

    /** A post in a unit: a desk's clerks, a department's officers. */
    public static Post inUnit(PostType type, Unit unit, int required, Change change) {
        RuleViolation.require(type.seat().fits(unit.getKind()), "organisation.post-wrong-place");
        RuleViolation.require(unit.isLive(), "organisation.already-abolished", unit.getName());
        Post post = created(type, required, change);
        post.unitId = unit.getId();
        return post;
    }

    /** A post in a Party organisation: the secretary of a branch, the leader of a group. */
    public static Post inParty(PostType type, PartyOrganisation organisation, int required, Change change) {
        RuleViolation.require(type.seat() == PostType.Seat.PARTY_ORGANISATION, "organisation.post-wrong-place");
        RuleViolation.require(organisation.isLive(), "organisation.already-abolished", organisation.getName());
        Post post = created(type, required, change);
        post.partyOrganisationId = organisation.getId();
        return post;
    }

    /** How many people the post needs; zero means none is missing when it is empty. */
    public void require(int number, Change change) {
        RuleViolation.require(isLive(), "organisation.post-ended");
        requiredNumber = checkedNumber(number);
        record(change.event(SUBJECT, id.value(), "edited", "required-number"));
    }

    /** Ends the post; nobody may hold it any more. */
    public void end(boolean held, Change change) {
        RuleViolation.require(isLive(), "organisation.post-ended");
        RuleViolation.require(!held, "organisation.post-held");
        validTo = change.effective();
        record(change.event(SUBJECT, id.value(), "ended"));
    }

    /** Puts someone in the post from a day on. */
    public PostHolding appoint(Person person, Employment employment, boolean deputy, LocalDate from, Change change) {
        RuleViolation.require(isLive(), "organisation.post-ended");
        return PostHolding.begin(this, person, employment, deputy, from, change);
    }

    public boolean isLive() {
        return validTo == null;
    }

    private static Post created(PostType type, int required, Change change) {
        Post post = new Post();
        post.id = PostId.next();
        post.type = type;
        post.requiredNumber = checkedNumber(required);
        post.record(change.event(SUBJECT, post.id.value(), "created"));
        return post;
    }

    private static int checkedNumber(int number) {
        RuleViolation.require(number >= 0 && number <= 99, "organisation.required-number");
        return number;
    }

    @SuppressWarnings("NullAway.Init")
    protected Post() {
        // for Hibernate
    }
}
