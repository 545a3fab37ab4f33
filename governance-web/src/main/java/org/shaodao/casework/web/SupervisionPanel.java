package org.shaodao.casework.web;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.SupervisionBoard;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reminders and supervision on the case page, with what this reader may decide. */
@Component
@Order(20)
@RequiredArgsConstructor
class SupervisionPanel implements CasePanel {

    private final SupervisionBoard board;

    record Chased(List<SupervisionBoard.OrderRow> orders, List<SupervisionBoard.ReminderRow> reminders, Actor me) {}

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        Chased chased = new Chased(board.ofCase(id), board.reminders(id), actor);
        return chased.orders().isEmpty() && chased.reminders().isEmpty()
                ? Optional.empty()
                : Optional.of(new Content("casework/supervision-panel", chased));
    }
}
