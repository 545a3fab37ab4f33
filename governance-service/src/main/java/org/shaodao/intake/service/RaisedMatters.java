package org.shaodao.intake.service;

import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.MatterRaised;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes in what meetings resolved: each resolution is one case of source MEETING, with its own id (rulings 22). */
@Component
@RequiredArgsConstructor
class RaisedMatters {

    private final CaseReporting reporting;
    private final Places places;
    private final MessageSource messages;

    @EventListener
    void on(MatterRaised matter) {
        reporting.report(
                Actor.system(),
                new ReportCase(
                        new CaseId(matter.matterId()),
                        CaseSource.MEETING,
                        null,
                        null,
                        null,
                        description(matter),
                        null,
                        false,
                        false,
                        new AreaId(matter.areaId()),
                        null,
                        null,
                        null));
    }

    private String description(MatterRaised matter) {
        String owner = places.unit(new UnitId(matter.ownerUnitId())).name();
        Object[] arguments = {matter.text(), owner, matter.dueOn().toString(), matter.origin()};
        return Objects.requireNonNullElse(
                messages.getMessage("intake.raised", arguments, null, Locale.SIMPLIFIED_CHINESE), matter.text());
    }
}
