package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Merges cases about the same matter and takes them apart again (T8, T29); locks all of them in the order of their ids. */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseMerging {

    private static final Comparator<CaseId> ORDER = Comparator.comparing(CaseId::toString);

    private final Cases cases;
    private final DispatchOrders orders;
    private final CaseAccess access;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** Finds the case of a number somebody typed, where he may see it; throws {@link RuleViolation} otherwise. */
    @Transactional(readOnly = true)
    public CaseId byNumber(Actor actor, String number) {
        String typed = PlainText.clean(number).toUpperCase(java.util.Locale.ROOT);
        return jdbc.sql(
                        "select id from governance_case where number = ? or external_number = ? order by number limit 1")
                .params(typed, PlainText.clean(number))
                .query((row, at) -> CaseId.of(row.getString(1)))
                .optional()
                .filter(id -> seen(actor, id))
                .orElseThrow(() -> new RuleViolation("casework.merge-not-found", typed));
    }

    private boolean seen(Actor actor, CaseId id) {
        try {
            access.find(id, scopes.of(actor));
            return true;
        } catch (NotFound unseen) {
            return false;
        }
    }

    /**
     * Merges a case into another one; what was merged into it before comes along. Throws {@link NotFound} where the
     * actor sees one of them not, {@link Conflict} when either moved since it was read, and {@link RuleViolation} for
     * itself, a draft, an ended or a merged target.
     */
    public void merge(Actor actor, CaseId id, long version, CaseId into, long intoVersion, @Nullable String why) {
        Map<CaseId, GovernanceCase> locked = lock(id, List.of(id, into));
        GovernanceCase kept = access.find(into, scopes.of(actor));
        access.find(id, scopes.of(actor));
        access.requireFresh(kept, intoVersion);
        Granted granted = access.grant(actor, id, version, CaseAction.MERGE);
        GovernanceCase child = granted.kase();
        List<GovernanceCase> along = children(locked, id, List.of(id, into));
        child.mergeInto(kept, along, openOrders(id), said(why), granted.doer(), now());
        cases.save(child);
        cases.save(kept);
        along.forEach(cases::save);
    }

    /**
     * Takes a merged case out again: state, holder and due times as before; what it had brought along goes with it.
     * Throws as {@link #merge}, and {@link RuleViolation} when it is not merged or the kept case has ended.
     */
    public void unmerge(Actor actor, CaseId id, long version, @Nullable String why) {
        CaseId keptId = access.find(id, scopes.of(actor)).getLinks().getDuplicateOf();
        RuleViolation.require(keptId != null, "casework.not-merged");
        Map<CaseId, GovernanceCase> locked = lock(Objects.requireNonNull(keptId), List.of(id, keptId));
        Granted granted = access.grant(actor, id, version, CaseAction.UNMERGE);
        GovernanceCase child = granted.kase();
        GovernanceCase kept = Objects.requireNonNull(locked.get(keptId));
        List<GovernanceCase> along = cameWith(id, locked);
        child.unmerge(kept, along, orders.of(id), said(why), granted.doer(), now());
        cases.save(child);
        cases.save(kept);
        along.forEach(cases::save);
    }

    /** Locks these and everything merged into {@code root}; throws {@link Conflict} where that changed meanwhile. */
    private Map<CaseId, GovernanceCase> lock(CaseId root, List<CaseId> these) {
        Set<CaseId> before = new HashSet<>(cases.mergedInto(root));
        Set<CaseId> all = new TreeSet<>(ORDER);
        all.addAll(these);
        all.addAll(before);
        Map<CaseId, GovernanceCase> locked = new LinkedHashMap<>();
        for (CaseId id : all) {
            locked.put(id, cases.findLockedById(id).orElseThrow(() -> new NotFound("case")));
        }
        if (!before.equals(new HashSet<>(cases.mergedInto(root)))) {
            throw new Conflict(null, CaseAction.MERGE.eventKey(), now());
        }
        return locked;
    }

    private static List<GovernanceCase> children(Map<CaseId, GovernanceCase> locked, CaseId of, List<CaseId> but) {
        return locked.values().stream()
                .filter(kase -> !but.contains(kase.getId()))
                .filter(kase -> of.equals(kase.getLinks().getDuplicateOf()))
                .toList();
    }

    /** Those that were merged into {@code id}, or into one of them, before it was merged itself. */
    private static List<GovernanceCase> cameWith(CaseId id, Map<CaseId, GovernanceCase> locked) {
        Set<CaseId> found = new HashSet<>(Set.of(id));
        boolean more = true;
        while (more) {
            more = false;
            for (GovernanceCase kase : locked.values()) {
                CaseId first = kase.getLinks().getMergedInto();
                more |= first != null && found.contains(first) && found.add(kase.getId());
            }
        }
        found.remove(id);
        return locked.values().stream()
                .filter(kase -> found.contains(kase.getId()))
                .toList();
    }

    private List<DispatchOrder> openOrders(CaseId id) {
        return orders.of(id).stream()
                .filter(order -> order.getEndedAt() == null)
                .toList();
    }

    private static @Nullable String said(@Nullable String why) {
        String text = PlainText.checked(why, 0, 500, "reason");
        return text.isBlank() ? null : text;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
