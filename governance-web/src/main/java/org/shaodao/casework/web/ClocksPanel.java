package org.shaodao.casework.web;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.ClockBook;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** "Which clock is this?" for every due time of the case page. */
@Component
@Order(10)
@RequiredArgsConstructor
class ClocksPanel implements CasePanel {

    private final ClockBook book;

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        return book.of(id)
                .filter(found -> !found.lines().isEmpty())
                .map(found -> new Content("casework/clocks-panel", found));
    }
}
