package org.shaodao.casework.web;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseRequestsReading;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was asked for on the case and what became of it; the co-units and their answers. */
@Component
@Order(20)
@RequiredArgsConstructor
class RequestsPanel implements CasePanel {

    private final CaseRequestsReading requests;

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        CaseRequestsReading.Sheet sheet = requests.of(actor, id);
        return sheet.isEmpty() ? Optional.empty() : Optional.of(new Content("casework/_requests", sheet));
    }
}
