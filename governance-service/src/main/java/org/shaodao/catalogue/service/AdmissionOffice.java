package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.AdmissionAction;
import org.shaodao.catalogue.AdmissionNotices;
import org.shaodao.catalogue.AdmissionRequest;
import org.shaodao.catalogue.AdmissionRequestId;
import org.shaodao.catalogue.AdmissionRequests;
import org.shaodao.catalogue.AdmissionRights;
import org.shaodao.catalogue.AdmissionRights.Relation;
import org.shaodao.catalogue.AdmissionState;
import org.shaodao.catalogue.AdmissionWish;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.Mandate;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests of departments to bring a matter into the list of communities or grids (feature A8.1). What is agreed to
 * becomes a temporary line of the catalogue, which is what acceptance and dispatch ask; nothing else is consulted there.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class AdmissionOffice {

    private final AdmissionRequests requests;
    private final AdmissionBook book;
    private final AdmissionList list;
    private final Categories categories;
    private final Places places;
    private final Clock clock;

    /** What the actor may do with it today. */
    @Transactional(readOnly = true)
    public Set<AdmissionAction> actions(Actor actor, AdmissionBook.Row row) {
        Set<AdmissionAction> actions = EnumSet.noneOf(AdmissionAction.class);
        for (AdmissionAction action : AdmissionAction.values()) {
            if (granting(actor, row.standing(today()), action, row.unitId(), row.districtId())
                    .isPresent()) {
                actions.add(action);
            }
        }
        return actions;
    }

    /** Throws {@link Forbidden} unless the actor may ask for one. */
    public static void requireAsker(Actor actor) {
        asker(actor);
    }

    /**
     * Asks for it. Throws {@link Forbidden} for who holds no post of a responding unit, {@link RuleViolation} for a matter
     * that a community may never lead (A8.9), for one that is admitted already, and as {@link AdmissionRequest#ask}.
     */
    public AdmissionRequestId ask(Actor actor, AdmissionWish wish) {
        PostGrant post = asker(actor);
        UnitRef unit = places.unit(Objects.requireNonNull(post.unitId()));
        Place place = places.place(unit.areaId());
        AreaId district = place.level() == AreaLevel.DISTRICT ? place.id() : place.districtId();
        RuleViolation.require(district != null, "catalogue.admission.no-district");
        CategoryRef category = categories
                .find(wish.category())
                .filter(CategoryRef::active)
                .orElseThrow(() -> new RuleViolation("catalogue.admission.category-missing"));
        RuleViolation.require(
                !wish.leads() || !category.communityNeverLeads(),
                "catalogue.refusal.community-never-leads",
                category.name());
        RuleViolation.require(
                wish.leads() || !Mandate.isStreetSide(unit.kind()), "catalogue.entry.assisting-only", category.name());
        list.requireFree(wish, unit, category.name());
        return requests.save(AdmissionRequest.ask(
                        AdmissionRequestId.next(),
                        Objects.requireNonNull(district),
                        unit.id(),
                        wish,
                        by(actor, post, notices(category.name(), unit, district)),
                        now()))
                .getId();
    }

    /** The district office gives its opinion. Throws as every verb here: {@link NotFound}, {@link Forbidden}, {@link Conflict}. */
    public void review(Actor actor, AdmissionRequestId id, long version, @Nullable String words) {
        Granted granted = grant(actor, id, version, AdmissionAction.REVIEW);
        granted.request().review(words, granted.by(), now());
        requests.save(granted.request());
    }

    /**
     * Agrees to it, which makes the line of the catalogue from the first day on. Throws also {@link RuleViolation} where
     * the matter has been admitted meanwhile or its line has a planned change.
     */
    public void approve(Actor actor, AdmissionRequestId id, long version, @Nullable String words) {
        Granted granted = grant(actor, id, version, AdmissionAction.APPROVE);
        AdmissionRequest request = granted.request();
        request.requireApprovable(now());
        request.approve(list.admit(request, actor), words, granted.by(), now());
        requests.save(request);
    }

    /** Refuses it with the reason. */
    public void refuse(Actor actor, AdmissionRequestId id, long version, @Nullable String why) {
        Granted granted = grant(actor, id, version, AdmissionAction.REFUSE);
        granted.request().refuse(why, granted.by(), now());
        requests.save(granted.request());
    }

    /**
     * Takes it back; out of the list where it stands there, so that nothing is accepted or dispatched by it any more.
     * Throws also {@link RuleViolation} as {@link AdmissionList#takeOut}.
     */
    public void withdraw(Actor actor, AdmissionRequestId id, long version, @Nullable String why) {
        Granted granted = grant(actor, id, version, AdmissionAction.WITHDRAW);
        AdmissionRequest request = granted.request();
        boolean listed = request.getState() == AdmissionState.LISTED;
        request.withdraw(why, granted.by(), now());
        requests.save(request);
        if (listed) {
            list.takeOut(request, actor);
        }
    }

    private record Granted(AdmissionRequest request, AdmissionRequest.By by) {}

    private Granted grant(Actor actor, AdmissionRequestId id, long version, AdmissionAction action) {
        book.find(actor, id);
        AdmissionRequest request = requests.findById(id).orElseThrow(() -> new NotFound("admission-request"));
        if (request.version() != version) {
            throw new Conflict(null, null, null);
        }
        boolean ever = Arrays.stream(AdmissionState.values())
                .anyMatch(state -> granting(actor, state, action, request.getUnitId(), request.getDistrictId())
                        .isPresent());
        Optional<PostGrant> post =
                granting(actor, request.standing(today()), action, request.getUnitId(), request.getDistrictId());
        RuleViolation.require(!ever || post.isPresent(), "catalogue.admission.decided");
        AdmissionNotices notices = notices(
                categories.find(request.getCategoryId()).map(CategoryRef::name).orElse(""),
                places.unit(request.getUnitId()),
                request.getDistrictId());
        return new Granted(
                request, by(actor, post.orElseThrow(() -> new Forbidden("AdmissionAction." + action.name())), notices));
    }

    private AdmissionNotices notices(String matter, UnitRef unit, AreaId district) {
        UnitId desk =
                places.unitOf(district, UnitKind.DISTRICT_DESK).map(UnitRef::id).orElse(null);
        return new AdmissionNotices(matter, unit.name(), desk);
    }

    private static Optional<PostGrant> granting(
            Actor actor, @Nullable AdmissionState state, AdmissionAction action, UnitId unit, AreaId district) {
        return actor.posts().stream()
                .filter(post -> AdmissionBook.relations(post, unit, district).stream()
                        .anyMatch(relation -> AdmissionRights.table().allow(state, action, post.role(), relation)))
                .findFirst();
    }

    private static PostGrant asker(Actor actor) {
        return actor.posts().stream()
                .filter(post -> post.unitId() != null
                        && AdmissionRights.table().allow(null, AdmissionAction.ASK, post.role(), Relation.OWN_UNIT))
                .findFirst()
                .orElseThrow(() -> new Forbidden("AdmissionAction.ASK"));
    }

    private static AdmissionRequest.By by(Actor actor, PostGrant post, AdmissionNotices notices) {
        return new AdmissionRequest.By(actor.account(), post.role(), notices);
    }

    /** Today, as admissions count days. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
