package org.shaodao.casework.service;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.Cases;
import org.shaodao.casework.Decider;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.Doer;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Relation;
import org.shaodao.casework.Rights;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.batch.RowsAtCommit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds a case within a scope and decides, from the one rights table, in which post somebody may do a verb. */
@Service
@RequiredArgsConstructor
public class CaseAccess {

    /** Version of a caller that has just read the case in the same transaction: timers and imports. */
    public static final long JUST_READ = -1;

    /** Records beside the case, offered by their own panels and not as a step of the case. */
    private static final Set<CaseAction> BESIDE =
            EnumSet.of(CaseAction.ADD_FILE, CaseAction.REMOVE_FILE, CaseAction.MEDIATE);

    private final Cases cases;
    private final DispatchOrders orders;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final ReportHandleSeparation separation;
    private final RowsAtCommit rows;

    /** The case, when one of the scopes shows it; throws {@link NotFound} otherwise. */
    GovernanceCase find(CaseId id, List<AreaScope> within) {
        return cases.findById(id)
                .filter(kase -> within.stream().anyMatch(scope -> shows(scope, kase)))
                .orElseThrow(() -> new NotFound("case"));
    }

    /** As {@link #find}, its row locked until the transaction ends. */
    GovernanceCase locked(CaseId id, List<AreaScope> within) {
        return cases.findLockedById(id)
                .filter(kase -> within.stream().anyMatch(scope -> shows(scope, kase)))
                .orElseThrow(() -> new NotFound("case"));
    }

    /**
     * The case and the post for one verb. Throws {@link NotFound} out of scope, {@link Conflict} when it moved since
     * the caller read it (before any rule, rulings 17), {@link RuleViolation} when the state forbids the verb and
     * {@link Forbidden} when no post grants it.
     */
    Granted grant(Actor actor, CaseId id, long version, CaseAction action) {
        GovernanceCase kase = locked(id, scopes.of(actor));
        requireFresh(kase, version);
        RuleViolation.require(action.isLegalIn(kase.getStatus()), "casework.illegal-transition");
        PostGrant post = post(actor, kase, action).orElseThrow(() -> new Forbidden("CaseAction." + action.name()));
        separation.check(actor, kase, action);
        return new Granted(kase, post, Doer.of(actor, post));
    }

    /** Throws {@link Conflict} when the case moved since the caller read it. */
    void requireFresh(GovernanceCase kase, long version) {
        if (version != JUST_READ && version != kase.version()) {
            throw new Conflict(nameOf(kase.getChangedBy()), kase.getChangedKey(), kase.getStateChangedAt());
        }
    }

    /** The post that grants a verb now, if any. */
    Optional<PostGrant> post(Actor actor, GovernanceCase kase, CaseAction action) {
        return actor.posts().stream()
                .filter(post -> Rights.table()
                        .allow(action, kase.getStatus(), post.role(), relations(actor, post, kase, action)))
                .findFirst();
    }

    /** The posts that let somebody make a case, at least one. */
    List<PostGrant> reportingPosts(Actor actor, CaseAction action) {
        List<PostGrant> posts = actor.posts().stream()
                .filter(post -> Rights.table().allow(action, null, post.role(), Set.of(Relation.NEW)))
                .toList();
        if (posts.isEmpty()) {
            throw new Forbidden("CaseAction." + action.name());
        }
        return posts;
    }

    /** Every action open to this person on this case now, in lifecycle order. */
    Set<CaseAction> actions(Actor actor, GovernanceCase kase) {
        return EnumSet.allOf(CaseAction.class).stream()
                .filter(action -> !BESIDE.contains(action) && action.isLegalIn(kase.getStatus()))
                .filter(action ->
                        action != CaseAction.UNMERGE || kase.getLinks().isMerged())
                .filter(action -> post(actor, kase, action).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CaseAction.class)));
    }

    Set<Relation> relations(Actor actor, PostGrant post, GovernanceCase kase) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        boolean ownGrid = post.areaId() != null
                && post.level() == AreaLevel.GRID
                && post.areaId().equals(kase.getPlacement().gridId());
        if (actor.account().equals(kase.getReporterId())) {
            relations.add(Relation.REPORTER);
            if (ownGrid) {
                relations.add(Relation.REPORTER_OWN_GRID);
            }
        }
        if (post.unitId() != null) {
            if (post.unitId().equals(kase.getHolderUnitId())) {
                relations.add(Relation.HOLDER);
            }
            if (post.unitId().equals(kase.getHandlingUnitId())) {
                relations.add(Relation.HANDLING_UNIT);
            }
            if (post.unitId().equals(kase.getAcceptingUnitId())) {
                relations.add(Relation.ACCEPTING);
            }
            if (isDispatcher(post, kase)) {
                relations.add(Relation.DISPATCHER);
            }
        }
        if (ownGrid && !actor.account().equals(kase.getHandlerAccountId())) {
            relations.add(Relation.VERIFIER);
        }
        if (post.areaId() != null
                && post.level() != null
                && kase.getPlacement().isIn(post.level(), Set.of(post.areaId()))) {
            relations.add(Relation.IN_AREA);
        }
        return relations;
    }

    /** As above, with what holds for this action only: whose decision is asked for, whose answer is awaited. */
    private Set<Relation> relations(Actor actor, PostGrant post, GovernanceCase kase, CaseAction action) {
        Set<Relation> relations = relations(actor, post, kase);
        Decider decider = kase.getRequests().decider(action);
        if (decider != null && decides(decider, post, kase, relations)) {
            relations.add(Relation.DECIDER);
        }
        if (isCoUnit(action, post, kase)) {
            relations.add(Relation.CO_UNIT);
        }
        return relations;
    }

    private boolean decides(Decider decider, PostGrant post, GovernanceCase kase, Set<Relation> relations) {
        boolean inArea = relations.contains(Relation.IN_AREA);
        return switch (decider) {
            case DISPATCHER -> post.role() != Role.STREET_LEADER && isLeadDispatcher(post, kase);
            case STREET_LEADER -> post.role() == Role.STREET_LEADER && inArea;
            case DISTRICT -> (post.role() == Role.DISTRICT_SUPERVISOR || post.role() == Role.DISTRICT_DESK) && inArea;
        };
    }

    /** Whether the unit was asked to take part in the running order and this answer is still open to it. */
    private boolean isCoUnit(CaseAction action, PostGrant post, GovernanceCase kase) {
        Set<String> open = switch (action) {
            case ACCEPT_HELP, REFUSE_HELP -> Set.of("ASKED");
            case FEED_BACK -> Set.of("ASKED", "ACCEPTED");
            default -> Set.of();
        };
        if (open.isEmpty() || post.unitId() == null || kase.getLeadOrderId() == null) {
            return false;
        }
        return jdbc.sql("""
                        select coalesce(h.state, 'ASKED')
                          from dispatch_co_unit x
                          left join co_handling h on h.order_id = x.order_id and h.unit_id = x.unit_id
                         where x.order_id = ? and x.unit_id = ?
                        """)
                .params(kase.getLeadOrderId().value(), post.unitId().value())
                .query(String.class)
                .optional()
                .filter(open::contains)
                .isPresent();
    }

    private boolean isDispatcher(PostGrant post, GovernanceCase kase) {
        return kase.getStatus() == CaseStatus.DISPATCHED && isLeadDispatcher(post, kase);
    }

    private boolean isLeadDispatcher(PostGrant post, GovernanceCase kase) {
        return post.unitId() != null
                && kase.getLeadOrderId() != null
                && orders.findById(kase.getLeadOrderId())
                        .filter(order -> order.getDispatcherUnitId().equals(post.unitId()))
                        .isPresent();
    }

    private boolean shows(AreaScope scope, GovernanceCase kase) {
        if (scope instanceof AreaScope.InAreas in) {
            return kase.getPlacement().isIn(in.level(), in.ids());
        }
        if (scope instanceof AreaScope.OfUnits of) {
            return takesPart(of.ids(), kase.getId());
        }
        if (scope instanceof AreaScope.HeldBy held) {
            return held.ids().contains(kase.getHolderUnitId());
        }
        if (scope instanceof AreaScope.Own own) {
            return own.account().equals(kase.getReporterId());
        }
        return scope instanceof AreaScope.Everything;
    }

    private boolean takesPart(Set<UnitId> units, CaseId id) {
        if (units.isEmpty()) {
            return false;
        }
        rows.send();
        return jdbc.sql("""
                                select exists (select 1 from case_participation
                                                where case_id = :case and unit_id in (:units))
                                """)
                .param("case", id.value())
                .param("units", units.stream().map(UnitId::value).toList())
                .query(Boolean.class)
                .single();
    }

    /** The name of the person behind an account, as far as it is known. */
    @Nullable
    String nameOf(@Nullable AccountId account) {
        if (account == null) {
            return null;
        }
        return jdbc.sql("select p.name from account a join person p on p.id = a.person_id where a.id = ?")
                .param(account.value())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
