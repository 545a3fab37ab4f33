package org.shaodao.casework.web;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.MediationReading;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Mediations on the case page. */
@Component
@Order(8)
@RequiredArgsConstructor
class MediationPanel implements CasePanel {

    private final MediationReading reading;

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        MediationReading.OfCase here = reading.of(actor, id);
        return here.mediations().isEmpty() && !here.mayOpen()
                ? Optional.empty()
                : Optional.of(new Content("casework/_mediation", here));
    }
}
