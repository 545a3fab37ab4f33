package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Resolution;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the handling unit does: sign, talk to the requester, resolve (T13, record contact, T21). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseHandling {

    private final Cases cases;
    private final DispatchOrders orders;
    private final CaseAccess access;
    private final CaseLimits limits;
    private final CoHandlers helpers;
    private final Places places;
    private final Clock clock;

    /** Signs for the order, naming who is in charge and under which number (T13). */
    public void sign(Actor actor, CaseId id, long version, String person, String phone) {
        Granted granted = access.grant(actor, id, version, CaseAction.SIGN);
        GovernanceCase kase = granted.kase();
        String who = PlainText.checked(person, 1, 50, "contactPerson");
        PhoneNumber number = PhoneNumber.ofNullable(phone);
        RuleViolation.require(number != null, "shared.phone-invalid");
        kase.sign(leadOrder(kase), who, Objects.requireNonNull(number).value(), granted.doer(), now());
        cases.save(kase);
    }

    /** Notes a contact with the requester; the first one reached stops the contact clock (rulings 11). */
    public void recordContact(Actor actor, CaseId id, long version, boolean reached, @Nullable String note) {
        Granted granted = access.grant(actor, id, version, CaseAction.RECORD_CONTACT);
        String said = PlainText.checked(note, 0, 1000, "note");
        granted.kase().recordContact(reached, said.isBlank() ? null : said, granted.doer(), now());
        cases.save(granted.kase());
    }

    /** Reports the result (T21): it goes to the grid that did not handle it, else to the accepting desk (rulings 13). */
    public void resolve(Actor actor, CaseId id, long version, String text, ResolutionKind kind, boolean contacted) {
        resolve(actor, id, version, text, kind, contacted, null);
    }

    /**
     * As above, with a note on the co-units that have not told what they did. Throws {@link RuleViolation} where one is
     * missing and the note as well (T21).
     */
    public void resolve(
            Actor actor,
            CaseId id,
            long version,
            String text,
            ResolutionKind kind,
            boolean contacted,
            @Nullable String missing) {
        Granted granted = access.grant(actor, id, version, CaseAction.RESOLVE);
        GovernanceCase kase = granted.kase();
        DispatchOrder order = leadOrder(kase);
        String note = PlainText.checked(missing, 0, 1000, "missing");
        RuleViolation.require(!note.isBlank() || !helpers.isAnyOutstanding(order), "casework.co-units-missing");
        String done = PlainText.checked(text, CaseReporting.SHORTEST, PlainText.LONG, "result");
        String result = note.isBlank() ? done : done + "\n\n" + note;
        UnitRef handling = places.unit(kase.getHolderUnitId());
        Instant at = now();
        kase.resolve(
                order,
                new Resolution(result, kind, handling.level(), contacted ? at : null),
                verifier(kase, handling),
                limits.verifying(at),
                granted.doer(),
                at);
        cases.save(kase);
    }

    private UnitId verifier(GovernanceCase kase, UnitRef handling) {
        AreaId grid = kase.getPlacement().gridId();
        if (grid != null && handling.kind() != UnitKind.GRID_TEAM) {
            var team = places.unitOf(grid, UnitKind.GRID_TEAM);
            if (team.isPresent() && places.hasStaff(team.get())) {
                return team.get().id();
            }
        }
        return Objects.requireNonNull(kase.getAcceptingUnitId());
    }

    private DispatchOrder leadOrder(GovernanceCase kase) {
        return orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
