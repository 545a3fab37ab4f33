package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.VoidReason;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which cases belong to one: merged, recurring, to be voided; and what merging it would do. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CaseLinksReading {

    private static final String LINKED = """
            select c.id, c.number, c.title, c.status, c.version, c.reported_at, u.name as holder, c.due_at, c.duplicate_of,
                   c.recurrence_of, c.requester_name_sealed is not null or c.requester_phone_sealed is not null as asked,
                   exists (select 1 from follow_up f
                            where f.case_id = c.id and f.at >= coalesce(k.resolved_at, k.reported_at)) as followed_up,
                   true as visible
              from governance_case c
              join unit u on u.id = c.holder_unit_id
              join governance_case k on k.id = :id
             where c.id in (k.duplicate_of, k.recurrence_of) or c.duplicate_of = :id or c.recurrence_of = :id
             order by c.reported_at, c.id
             limit 500
            """;

    private static final String PENDING = """
            select r.reason, r.text, p.name as asked_by, r.requested_by, r.requested_at
              from case_void_request r
              left join account a on a.id = r.requested_by
              left join person p on p.id = a.person_id
             where r.case_id = ? and r.decision is null
            """;

    private final CaseAccess access;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * A case beside this one. Title only where the reader may open it; its number and state anyway.
     *
     * @param asked whether somebody asked
     * @param followedUp whether that person was called since the kept case was resolved
     */
    public record Linked(
            CaseId id,
            String number,
            @Nullable String title,
            CaseStatus status,
            long version,
            Instant reportedAt,
            String holder,
            @Nullable Instant dueAt,
            @Nullable CaseId duplicateOf,
            @Nullable CaseId recurrenceOf,
            boolean asked,
            boolean followedUp,
            boolean visible) {}

    /** A request to void the case that waits for a second person. */
    public record Pending(
            VoidReason reason, String text, @Nullable String askedBy, UUID requestedBy, Instant requestedAt) {}

    /**
     * The neighbours of one case and what this reader may do about them.
     *
     * @param place the narrowest area known
     * @param matter what it is about, to look for others
     * @param into the case handled in its place
     * @param mine whether the reader himself asked to void it
     */
    public record Links(
            CaseId id,
            long version,
            String number,
            CaseStatus status,
            @Nullable VoidReason voidReason,
            AreaId place,
            SimilarCases.Matter matter,
            @Nullable Linked into,
            List<Linked> joined,
            @Nullable Linked recurrenceOf,
            List<Linked> recurrences,
            @Nullable Pending pending,
            boolean mine,
            boolean mayMerge,
            boolean mayUnmerge,
            boolean mayVoid,
            boolean mayRecur,
            boolean mayFollowUp) {

        /** Whether there is a fact to show. */
        public boolean linked() {
            return into != null
                    || !joined.isEmpty()
                    || recurrenceOf != null
                    || !recurrences.isEmpty()
                    || pending != null
                    || voidReason != null;
        }

        /** Whether there is an action to offer. */
        public boolean acts() {
            return mayMerge || mayUnmerge || mayVoid || mayRecur;
        }
    }

    /**
     * What merging would do, before it is done.
     *
     * @param orders units whose open orders end
     * @param along how many cases merged into it before come along
     * @param told how many accounts hear of it
     */
    public record Preview(
            CaseId id,
            String number,
            String title,
            CaseStatus status,
            long version,
            @Nullable Instant dueAt,
            CaseId intoId,
            String intoNumber,
            String intoTitle,
            CaseStatus intoStatus,
            long intoVersion,
            String intoHolder,
            @Nullable Instant intoDueAt,
            boolean asked,
            @Nullable String orders,
            long along,
            long told) {}

    /** The neighbours; throws {@link org.shaodao.shared.NotFound} out of scope. */
    public Links of(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        Set<CaseAction> actions = access.actions(actor, kase);
        boolean live = !kase.getStatus().isEnd();
        List<Linked> linked = visible(
                actor,
                jdbc.sql(LINKED).param("id", id.value()).query(Linked.class).list());
        Pending pending = live
                ? jdbc.sql(PENDING)
                        .param(id.value())
                        .query(Pending.class)
                        .optional()
                        .orElse(null)
                : null;
        AreaId place = Objects.requireNonNull(
                kase.getPlacement().at(kase.getPlacement().narrowest()));
        CaseId into = kase.getLinks().getDuplicateOf();
        CaseId before = kase.getLinks().getRecurrenceOf();
        Linked kept = one(linked, into);
        return new Links(
                id,
                kase.version(),
                kase.getNumber(),
                kase.getStatus(),
                kase.getLinks().getVoidReason(),
                place,
                new SimilarCases.Matter(id, place, kase.getCategoryId(), kase.getDescription(), kase.getAddress()),
                kept,
                linked.stream().filter(other -> id.equals(other.duplicateOf())).toList(),
                one(linked, before),
                linked.stream().filter(other -> id.equals(other.recurrenceOf())).toList(),
                pending,
                pending != null && pending.requestedBy().equals(actor.account().value()),
                actions.contains(CaseAction.MERGE),
                actions.contains(CaseAction.UNMERGE)
                        && kept != null
                        && !kept.status().isEnd(),
                actions.contains(CaseAction.VOID),
                actions.contains(CaseAction.RECUR) && recent(kase),
                actions.contains(CaseAction.CLOSE));
    }

    /** What merging {@code id} into {@code into} would do; throws {@link org.shaodao.shared.NotFound} out of scope. */
    public Preview preview(Actor actor, CaseId id, CaseId into) {
        List<AreaScope> within = scopes.of(actor);
        access.find(id, within);
        access.find(into, within);
        return jdbc.sql("""
                        select c.id, c.number, c.title, c.status, c.version, c.due_at, k.id as into_id,
                               k.number as into_number, k.title as into_title, k.status as into_status,
                               k.version as into_version, u.name as into_holder, k.due_at as into_due_at,
                               c.requester_name_sealed is not null or c.requester_phone_sealed is not null as asked,
                               (select string_agg(distinct ou.name, '、') from dispatch_order o
                                  join unit ou on ou.id = o.unit_id
                                 where o.case_id = c.id and o.ended_at is null) as orders,
                               (select count(*) from governance_case d where d.duplicate_of = c.id) as along,
                               (select count(distinct r.reporter_id) from governance_case r
                                 where r.id in (c.id, k.id) or r.duplicate_of = c.id) as told
                          from governance_case c, governance_case k
                          join unit u on u.id = k.holder_unit_id
                         where c.id = :id and k.id = :into
                        """)
                .param("id", id.value())
                .param("into", into.value())
                .query(Preview.class)
                .single();
    }

    private boolean recent(GovernanceCase kase) {
        try {
            kase.requireRecurrable(clock.instant());
            return true;
        } catch (org.shaodao.shared.RuleViolation tooLate) {
            return false;
        }
    }

    private static @Nullable Linked one(List<Linked> linked, @Nullable CaseId id) {
        return linked.stream()
                .filter(other -> other.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private List<Linked> visible(Actor actor, List<Linked> linked) {
        if (linked.isEmpty()) {
            return linked;
        }
        Set<UUID> seen = new HashSet<>();
        for (AreaScope scope : scopes.of(actor)) {
            Map<String, Object> params = new HashMap<>();
            params.put("now", clock.instant().atOffset(ZoneOffset.UTC));
            params.put(
                    "linked", linked.stream().map(other -> other.id().value()).toList());
            if (!(scope instanceof AreaScope.FiguresOnly)) {
                seen.addAll(jdbc.sql("select c.id from governance_case c where c.id in (:linked) and "
                                + CaseQueue.within(scope, params))
                        .params(params)
                        .query(UUID.class)
                        .list());
            }
        }
        return linked.stream()
                .map(other -> seen.contains(other.id().value()) ? other : hidden(other))
                .collect(Collectors.toList());
    }

    private static Linked hidden(Linked other) {
        return new Linked(
                other.id(),
                other.number(),
                null,
                other.status(),
                other.version(),
                other.reportedAt(),
                other.holder(),
                other.dueAt(),
                other.duplicateOf(),
                other.recurrenceOf(),
                other.asked(),
                other.followedUp(),
                false);
    }
}
