package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Satisfaction;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Verification, follow-up and closing (T22–T25). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseClosing {

    private final Cases cases;
    private final DispatchOrders orders;
    private final CaseAccess access;
    private final CaseLimits limits;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * What the requester said.
     *
     * @param contacted whether the handling staff had been in touch, as the requester remembers it
     * @param solved whether it is solved, as the requester sees it
     */
    public record FollowUp(
            boolean reached,
            boolean contacted,
            boolean solved,
            Satisfaction satisfaction,
            @Nullable String note) {}

    /** Sends it back with what is missing (T22). */
    public void failVerification(Actor actor, CaseId id, long version, String missing) {
        Granted granted = access.grant(actor, id, version, CaseAction.FAIL_VERIFICATION);
        String text = PlainText.checked(missing, 2, 2000, "missing");
        granted.kase().failVerification(leadOrder(granted.kase()), text, limits.rework(now()), granted.doer(), now());
        cases.save(granted.kase());
    }

    /** Confirms the result on the spot (T23); closes at once when nobody asked. */
    public void passVerification(Actor actor, CaseId id, long version, @Nullable String outcome) {
        Granted granted = access.grant(actor, id, version, CaseAction.PASS_VERIFICATION);
        String text = PlainText.checked(outcome, 0, 2000, "outcome");
        granted.kase().passVerification(text.isBlank() ? null : text, limits.followingUp(now()), granted.doer(), now());
        cases.save(granted.kase());
    }

    /** Records the follow-up and closes (T24). Not reached: after three calls on two days it counts as "not reached". */
    public void close(Actor actor, CaseId id, long version, FollowUp followUp) {
        Granted granted = access.grant(actor, id, version, CaseAction.CLOSE);
        GovernanceCase kase = granted.kase();
        String note = PlainText.checked(followUp.note(), 0, 2000, "note");
        RuleViolation.require(
                followUp.reached() || followUp.satisfaction() == Satisfaction.NOT_RATED,
                "casework.rating-without-contact");
        Instant at = now();
        requireJoinedFollowedUp(kase);
        kase.close(note.isBlank() ? null : note, granted.doer(), at);
        cases.save(kase);
        keep(actor, id, followUp, note, at);
    }

    /**
     * Records what the requesters of cases merged into this one said, the same for each of them; the case can be closed
     * when none is left. Throws {@link RuleViolation} for a case that is not merged into this one.
     */
    public void followUpJoined(Actor actor, CaseId id, long version, Set<CaseId> joined, FollowUp followUp) {
        Granted granted = access.grant(actor, id, version, CaseAction.CLOSE);
        String note = PlainText.checked(followUp.note(), 0, 2000, "note");
        RuleViolation.require(!joined.isEmpty(), "casework.joined-missing");
        RuleViolation.require(
                followUp.reached() || followUp.satisfaction() == Satisfaction.NOT_RATED,
                "casework.rating-without-contact");
        RuleViolation.require(
                Set.copyOf(cases.mergedInto(granted.kase().getId())).containsAll(joined), "casework.not-merged");
        Instant at = now();
        joined.forEach(one -> keep(actor, one, followUp, note, at));
    }

    private void requireJoinedFollowedUp(GovernanceCase kase) {
        if (kase.getLinks().getJoinedRequesters() == 0) {
            return;
        }
        long left = jdbc.sql("""
                        select count(*) from governance_case c
                         where c.duplicate_of = :id
                           and (c.requester_name_sealed is not null or c.requester_phone_sealed is not null)
                           and not exists (select 1 from follow_up f where f.case_id = c.id and f.at >= :resolved)
                        """)
                .param("id", kase.getId().value())
                .param("resolved", Objects.requireNonNull(kase.getResolvedAt()).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        RuleViolation.require(left == 0, "casework.joined-not-followed-up", left);
    }

    private void keep(Actor actor, CaseId id, FollowUp followUp, String note, Instant at) {
        jdbc.sql("""
                        insert into follow_up (id, case_id, at, actor_id, reached, contacted, solved, satisfaction, note)
                        values (:id, :case, :at, :actor, :reached, :contacted, :solved, :satisfaction, :note)
                        """)
                .param("id", Ids.at(at))
                .param("case", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor.account().value())
                .param("reached", followUp.reached())
                .param("contacted", followUp.reached() ? yesNo(followUp.contacted()) : null)
                .param("solved", followUp.reached() ? yesNo(followUp.solved()) : null)
                .param("satisfaction", followUp.satisfaction().name())
                .param("note", note.isBlank() ? null : note)
                .update();
    }

    /** Back to the handling unit because the requester found it unsolved (T25). */
    public void redo(Actor actor, CaseId id, long version, String reason) {
        Granted granted = access.grant(actor, id, version, CaseAction.REDO);
        String text = PlainText.checked(reason, 2, 2000, "reason");
        boolean byLeader = granted.post().role() == Role.STREET_LEADER;
        granted.kase().redo(leadOrder(granted.kase()), text, byLeader, limits.rework(now()), granted.doer(), now());
        cases.save(granted.kase());
    }

    private DispatchOrder leadOrder(GovernanceCase kase) {
        return orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
    }

    private static String yesNo(boolean yes) {
        return yes ? "YES" : "NO";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
