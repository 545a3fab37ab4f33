package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.Doer;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.whistle.Moment;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleCalls;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleRelation;
import org.shaodao.whistle.WhistleResponse;
import org.shaodao.whistle.WhistleResponseId;
import org.shaodao.whistle.WhistleRights;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds a whistle within a scope, decides from the one rights table in which post somebody may act, and runs the verb. */
@Component
@RequiredArgsConstructor
class WhistleAccess {

    /** Version of a caller that has just read the whistle in the same transaction. */
    static final long JUST_READ = -1;

    private final WhistleCalls calls;
    private final WhistleClocks clocks;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** The whistle, when one of the actor's scopes shows it; throws {@link NotFound} otherwise. */
    WhistleCall find(Actor actor, WhistleId id) {
        return visible(actor, calls.findById(id));
    }

    /**
     * Locks the whistle, grants, runs the verb and saves. Throws {@link NotFound} out of scope, {@link Conflict} when it
     * moved since the caller read it, a {@link RuleViolation} where the state forbids the verb and {@link Forbidden} when
     * no post grants it.
     */
    WhistleCall perform(
            Actor actor,
            WhistleId id,
            long version,
            WhistleAction action,
            @Nullable WhistleResponseId response,
            BiConsumer<WhistleCall, Moment> verb) {
        return perform(actor, id, version, action, response, null, verb);
    }

    /** As above, with the rights of another level than the present one: who upgrades must be able to approve there. */
    WhistleCall perform(
            Actor actor,
            WhistleId id,
            long version,
            WhistleAction action,
            @Nullable WhistleResponseId response,
            @Nullable WhistleLevel rightsOf,
            BiConsumer<WhistleCall, Moment> verb) {
        WhistleCall call = visible(actor, calls.findLockedById(id));
        if (version != JUST_READ && version != call.version()) {
            throw new Conflict(nameOf(call.getChangedBy()), call.getChangedKey(), call.getStateChangedAt());
        }
        WhistleResponse of = response == null ? null : call.response(response);
        RuleViolation.require(action.isLegalIn(call.getState()), "whistle.illegal-step");
        WhistleLevel level = rightsOf == null ? call.getLevel() : rightsOf;
        PostGrant post =
                post(actor, call, action, of, level).orElseThrow(() -> new Forbidden("WhistleAction." + action.name()));
        verb.accept(call, moment(actor, post));
        return calls.saveAndFlush(call);
    }

    /** The post that lets somebody make a whistle in this street, or propose one; throws {@link Forbidden} when none does. */
    PostGrant makingPost(Actor actor, WhistleAction action, WhistleLevel level, AreaId street, AreaId community) {
        return actor.posts().stream()
                .filter(post -> WhistleRights.table().allow(action, level, post.role(), WhistleRelation.NEW))
                .filter(post -> street.equals(post.areaId()) || community.equals(post.areaId()))
                .findFirst()
                .orElseThrow(() -> new Forbidden("WhistleAction." + action.name()));
    }

    Moment moment(Actor actor, PostGrant post) {
        return new Moment(Doer.of(actor, post), clock.instant().truncatedTo(ChronoUnit.MICROS), clocks.current());
    }

    /** The post that grants a verb now, if any; without a response, for any of the unit's own. */
    Optional<PostGrant> post(
            Actor actor,
            WhistleCall call,
            WhistleAction action,
            @Nullable WhistleResponse response,
            WhistleLevel level) {
        return standings(actor, call, response, offices(actor, call)).stream()
                .filter(standing -> standing.allows(action, level))
                .map(Standing::post)
                .findFirst();
    }

    /** One post of an actor and how it stands to a whistle. */
    record Standing(PostGrant post, Set<WhistleRelation> relations) {

        boolean allows(WhistleAction action, WhistleLevel level) {
            return WhistleRights.table().allow(action, level, post.role(), relations);
        }
    }

    /** Every post of the actor with its relations; {@code offices} as {@link #offices(Actor, WhistleCall)} answers. */
    List<Standing> standings(Actor actor, WhistleCall call, @Nullable WhistleResponse response, Set<PostType> offices) {
        return actor.posts().stream()
                .map(post -> new Standing(post, relations(actor, post, call, response, offices)))
                .toList();
    }

    /** Which of the two leading posts of the street the actor holds; empty for anybody but its leaders. */
    Set<PostType> offices(Actor actor, WhistleCall call) {
        AreaId street = call.getPlacement().streetId();
        return street == null || !actor.has(Role.STREET_LEADER)
                ? EnumSet.noneOf(PostType.class)
                : offices(actor.account(), street);
    }

    /** Whether the account holds the post of the street's secretary now. */
    boolean isSecretary(AccountId account, AreaId street) {
        return offices(account, street).contains(PostType.SECRETARY);
    }

    private Set<WhistleRelation> relations(
            Actor actor, PostGrant post, WhistleCall call, @Nullable WhistleResponse response, Set<PostType> offices) {
        Set<WhistleRelation> relations = EnumSet.noneOf(WhistleRelation.class);
        if (actor.account().equals(call.getApplicantId())) {
            relations.add(WhistleRelation.APPLICANT);
        }
        UnitId unit = post.unitId();
        if (call.getOwnerUnitId().equals(unit)) {
            relations.add(WhistleRelation.OWNER);
            relations.add(WhistleRelation.STREETS);
        }
        if (unit != null && call.coStreets().contains(unit)) {
            relations.add(WhistleRelation.STREETS);
        }
        boolean answers =
                response == null ? call.called().stream().anyMatch(one -> one.isOf(unit)) : response.isOf(unit);
        if (answers) {
            relations.add(WhistleRelation.RESPONDER);
        }
        if (call.lead().filter(lead -> lead.isOf(unit)).isPresent()) {
            relations.add(WhistleRelation.LEAD);
        }
        addPlaces(relations, post, call, offices);
        return relations;
    }

    private static void addPlaces(
            Set<WhistleRelation> relations, PostGrant post, WhistleCall call, Set<PostType> offices) {
        AreaId street = call.getPlacement().streetId();
        if (street != null && post.level() == AreaLevel.STREET && street.equals(post.areaId())) {
            relations.add(WhistleRelation.IN_STREET);
            if (post.role() == Role.STREET_LEADER) {
                if (offices.contains(PostType.SECRETARY)) {
                    relations.add(WhistleRelation.SECRETARY);
                }
                if (offices.contains(PostType.DIRECTOR)) {
                    relations.add(WhistleRelation.DIRECTOR);
                }
            }
        }
        if (post.level() == AreaLevel.DISTRICT
                && call.getPlacement().districtId().equals(post.areaId())) {
            relations.add(WhistleRelation.IN_DISTRICT);
            if (call.isApplicantIsSecretary()) {
                relations.add(WhistleRelation.IN_DISTRICT_SECRETARY_APPLIED);
            }
        }
    }

    private Set<PostType> offices(AccountId account, AreaId street) {
        List<PostType> held = jdbc.sql("""
                        select distinct t.type
                          from account ac
                          join post_holding h on h.person_id = ac.person_id
                          join post t on t.id = h.post_id
                          left join unit u on u.id = t.unit_id
                         where ac.id = :account and coalesce(t.area_id, u.area_id) = :street
                           and t.type in ('SECRETARY', 'DIRECTOR')
                           and h.held_from <= :today and (h.held_to is null or h.held_to >= :today)
                           and (t.valid_to is null or t.valid_to >= :today)
                        """)
                .param("account", account.value())
                .param("street", street.value())
                .param("today", LocalDate.ofInstant(clock.instant(), Zone.ID))
                .query(PostType.class)
                .list();
        return held.isEmpty() ? EnumSet.noneOf(PostType.class) : EnumSet.copyOf(held);
    }

    private WhistleCall visible(Actor actor, Optional<WhistleCall> call) {
        List<AreaScope> within = scopes.of(actor);
        return call.filter(found -> within.stream().anyMatch(scope -> shows(scope, found)))
                .orElseThrow(() -> new NotFound("whistle"));
    }

    private boolean shows(AreaScope scope, WhistleCall call) {
        if (scope instanceof AreaScope.InAreas in) {
            return call.getPlacement().isIn(in.level(), in.ids());
        }
        if (scope instanceof AreaScope.OfUnits of) {
            return takesPart(of.ids(), call.getId());
        }
        if (scope instanceof AreaScope.Own own) {
            return own.account().equals(call.getApplicantId());
        }
        return scope instanceof AreaScope.Everything;
    }

    private boolean takesPart(Set<UnitId> units, WhistleId id) {
        return !units.isEmpty()
                && jdbc.sql("""
                                select exists (select 1 from whistle_participation
                                                where call_id = :call and unit_id in (:units))
                                """)
                        .param("call", id.value())
                        .param("units", units.stream().map(UnitId::value).toList())
                        .query(Boolean.class)
                        .single();
    }

    private @Nullable String nameOf(@Nullable AccountId account) {
        return account == null
                ? null
                : jdbc.sql("select p.name from account a join person p on p.id = a.person_id where a.id = ?")
                        .param(account.value())
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }
}
