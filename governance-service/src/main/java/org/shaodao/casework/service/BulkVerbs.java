package org.shaodao.casework.service;

import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a desk does with one of many picked cases, whichever state it is in; one call is one transaction. */
@Service
@RequiredArgsConstructor
@Transactional
class BulkVerbs {

    private final CaseDesk desk;
    private final CaseAccess access;
    private final AreaScopes scopes;
    private final Categories categories;
    private final DispatchTargets targets;

    /**
     * Takes the case on under its category, or the one its words suggest, and dispatches it where the catalogue knows
     * whom to (T6, T11); one that is accepted already is only dispatched. Throws {@link RuleViolation} where nothing can be
     * suggested, and as the single verbs do.
     */
    void asSuggested(Actor actor, BulkDesk.Picked picked) {
        GovernanceCase kase = access.find(picked.id(), scopes.of(actor));
        if (kase.getStatus() != CaseStatus.REPORTED) {
            desk.asProposed(actor, picked.id(), picked.version(), null);
            return;
        }
        CategoryId category = category(kase);
        boolean routed = targets.propose(kase, category) instanceof RoutingDecision.ToUnit;
        if (routed) {
            desk.acceptAndDispatch(actor, category, kase.isUrgent(), to(picked.id(), picked.version(), null));
        } else {
            desk.accept(actor, picked.id(), picked.version(), category, kase.isUrgent());
        }
    }

    /** Gives the case to a unit: accepts it first where it is new, passes it on where the desk handles it (T11, T28). */
    void assign(Actor actor, BulkDesk.Picked picked, UnitId unit) {
        GovernanceCase kase = access.find(picked.id(), scopes.of(actor));
        DispatchCase command = to(picked.id(), picked.version(), unit);
        if (kase.getStatus() == CaseStatus.REPORTED) {
            desk.acceptAndDispatch(actor, category(kase), kase.isUrgent(), command);
        } else if (kase.getStatus() == CaseStatus.IN_PROGRESS) {
            desk.forward(actor, command);
        } else {
            desk.dispatch(actor, command);
        }
    }

    private CategoryId category(GovernanceCase kase) {
        CategoryId known = kase.getCategoryId();
        CategoryId found = known != null
                ? known
                : categories
                        .suggestion(kase.getTitle() + "\n" + kase.getDescription())
                        .map(suggestion -> suggestion.category().id())
                        .orElse(null);
        RuleViolation.require(found != null, "casework.bulk.no-category");
        return Objects.requireNonNull(found);
    }

    private static DispatchCase to(CaseId id, long version, @Nullable UnitId lead) {
        return new DispatchCase(id, version, lead, Set.of(), null, null);
    }
}
