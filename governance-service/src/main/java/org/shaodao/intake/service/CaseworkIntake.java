package org.shaodao.intake.service;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.organisation.Actor;
import org.springframework.stereotype.Component;

/** Reports orders to casework in the name of the platform: a hotline is nobody's own report. */
@Component
@RequiredArgsConstructor
class CaseworkIntake implements CaseIntake {

    private final CaseReporting reporting;

    @Override
    public List<CaseId> take(String source, List<Ready> orders) {
        return orders.isEmpty()
                ? List.of()
                : reporting.reportAll(
                        Actor.system(),
                        orders.stream().map(ready -> report(source, ready)).toList());
    }

    private static ReportCase report(String source, Ready ready) {
        HotlineOrder order = ready.order();
        return new ReportCase(
                CaseId.next(),
                CaseSource.HOTLINE,
                new ReportCase.External(source, order.number(), ready.hash()),
                ready.category(),
                order.title(),
                order.description(),
                order.address(),
                order.urgent(),
                order.confidential(),
                ready.place(),
                order.contactName(),
                order.contactPhone(),
                order.received());
    }
}
