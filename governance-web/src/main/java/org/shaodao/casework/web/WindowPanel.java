package org.shaodao.casework.web;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.WindowCases;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What could not be got done, and the leader's instruction, on the case page. */
@Component
@Order(2)
@RequiredArgsConstructor
class WindowPanel implements CasePanel {

    private final WindowCases windows;

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        return windows.of(actor, id).map(sheet -> new Content("casework/_window", sheet));
    }
}
