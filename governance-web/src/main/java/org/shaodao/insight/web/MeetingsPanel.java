package org.shaodao.insight.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.insight.service.CaseMeetings;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The joint meetings of a case, and for those who call meetings the way to a new one. */
@Component
@Order(40)
@RequiredArgsConstructor
class MeetingsPanel implements CasePanel {

    private final CaseMeetings meetings;

    /** What the card shows. */
    public record Card(UUID caseId, List<CaseMeetings.Row> rows, boolean mayCall) {}

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        List<CaseMeetings.Row> rows = meetings.of(id.value());
        boolean mayCall = actor.has(Role.STREET_DESK, Role.STREET_LEADER, Role.DISTRICT_DESK);
        return rows.isEmpty() && !mayCall
                ? Optional.empty()
                : Optional.of(new Content("insight/meetings-panel", new Card(id.value(), rows, mayCall)));
    }
}
