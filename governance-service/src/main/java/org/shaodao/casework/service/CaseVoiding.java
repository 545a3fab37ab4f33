package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.VoidReason;
import org.shaodao.casework.VoidRequest;
import org.shaodao.casework.VoidRequests;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Voids a case when two persons of the desk agree (T27); nothing is ever deleted. */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseVoiding {

    private final Cases cases;
    private final DispatchOrders orders;
    private final VoidRequests requests;
    private final CaseAccess access;
    private final Clock clock;

    /**
     * Asks for it with a reason; the case goes on until somebody else confirms. Throws {@link RuleViolation} while a
     * request waits already or other reports are merged into the case.
     */
    public void request(Actor actor, CaseId id, long version, @Nullable VoidReason reason, String text) {
        Granted granted = access.grant(actor, id, version, CaseAction.VOID);
        RuleViolation.require(reason != null, "casework.reason-missing");
        RuleViolation.require(requests.pending(id).isEmpty(), "casework.void-pending");
        String why = PlainText.checked(text, 2, 500, "reason");
        requests.save(
                VoidRequest.ask(granted.kase(), java.util.Objects.requireNonNull(reason), why, granted.doer(), now()));
    }

    /** The second person confirms; the case is void. Throws {@link RuleViolation} for the person who asked. */
    public void confirm(Actor actor, CaseId id, long version, @Nullable String note) {
        Granted granted = access.grant(actor, id, version, CaseAction.VOID);
        VoidRequest request = pending(id);
        String said = PlainText.checked(note, 0, 500, "note");
        request.confirm(
                granted.kase(),
                orders.of(id).stream()
                        .filter(order -> order.getEndedAt() == null)
                        .toList(),
                said.isBlank() ? null : said,
                granted.doer(),
                now());
        requests.save(request);
        cases.save(granted.kase());
    }

    /** The second person refuses with a reason; the case goes on as if nothing had been asked. */
    public void refuse(Actor actor, CaseId id, long version, String note) {
        Granted granted = access.grant(actor, id, version, CaseAction.VOID);
        VoidRequest request = pending(id);
        request.refuse(granted.kase(), PlainText.checked(note, 2, 500, "note"), granted.doer(), now());
        requests.save(request);
    }

    /** Who asked takes it back. */
    public void takeBack(Actor actor, CaseId id, long version) {
        Granted granted = access.grant(actor, id, version, CaseAction.VOID);
        VoidRequest request = pending(id);
        request.takeBack(granted.kase(), granted.doer(), now());
        requests.save(request);
    }

    private VoidRequest pending(CaseId id) {
        return requests.pending(id).orElseThrow(() -> new RuleViolation("casework.void-none-pending"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
