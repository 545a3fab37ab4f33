package org.shaodao.whistle.web;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.whistle.service.JointMatterBook;
import org.shaodao.whistle.service.WhistleQueue;
import org.shaodao.whistle.service.WhistleRow;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The whistles of a case on its page, and the way to blow one for it. */
@Component
@Order(10)
@RequiredArgsConstructor
class WhistleCasePanel implements CasePanel {

    private final WhistleQueue queue;
    private final JointMatterBook matters;

    /** What the card shows. */
    record Card(
            CaseId caseId,
            List<WhistleRow> whistles,
            boolean mayBlow,
            boolean mayPropose,
            List<JointMatterBook.Row> matters) {}

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        List<WhistleRow> whistles = queue.ofCase(actor, id.value());
        boolean linkable = queue.isLinkable(id.value());
        boolean mayBlow = linkable && actor.has(Role.STREET_DESK, Role.STREET_LEADER);
        boolean mayPropose = linkable && !mayBlow && actor.has(Role.COMMUNITY_DESK);
        return whistles.isEmpty() && !mayBlow && !mayPropose
                ? Optional.empty()
                : Optional.of(new Content(
                        "whistle/panel",
                        new Card(id, whistles, mayBlow, mayPropose, mayBlow ? matters.startable(actor) : List.of())));
    }
}
