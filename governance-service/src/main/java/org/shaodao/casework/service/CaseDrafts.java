package org.shaodao.casework.service;

import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Requester;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.Recorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads back what somebody kept for later, to go on with it. */
@Service
@RequiredArgsConstructor
public class CaseDrafts {

    private final CaseAccess access;
    private final PersonalDataVault vault;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A draft as it was typed. */
    public record Draft(
            CaseId id,
            AreaId place,
            @Nullable CategoryId category,
            String description,
            @Nullable String address,
            boolean urgent,
            @Nullable String requesterName,
            @Nullable String requesterPhone) {}

    /** One's own draft; throws {@link NotFound} for anything else. Who asked is shown again, and that is logged. */
    @Transactional
    public Draft find(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, List.of(new AreaScope.Own(actor.account())));
        if (kase.getStatus() != CaseStatus.DRAFT) {
            throw new NotFound("draft");
        }
        Requester requester = kase.getRequester();
        if (requester != null && requester.exists()) {
            events.publishEvent(new Recorded(
                    "case",
                    id.value(),
                    actor.account().value(),
                    null,
                    null,
                    clock.instant(),
                    "casework.event.REVEAL",
                    List.of("requesterName", "requesterPhone"),
                    null));
        }
        AreaId place = kase.getPlacement().at(kase.getPlacement().narrowest());
        return new Draft(
                id,
                place == null ? kase.getPlacement().districtId() : place,
                kase.getCategoryId(),
                kase.getDescription(),
                kase.getAddress(),
                kase.isUrgent(),
                requester == null ? null : vault.open(requester.nameSealed()),
                requester == null ? null : vault.open(requester.phoneSealed()));
    }
}
