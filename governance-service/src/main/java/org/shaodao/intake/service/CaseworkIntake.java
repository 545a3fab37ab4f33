package org.shaodao.intake.service;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.springframework.stereotype.Component;

/** Reports orders to casework in the name of the platform: a hotline is nobody's own report. */
@Component
@RequiredArgsConstructor
class CaseworkIntake implements CaseIntake {

    private final CaseReporting reporting;

    @Override
    public CaseId take(String source, HotlineOrder order, byte[] hash, @Nullable CategoryId category, AreaId place) {
        return reporting.report(
                Actor.system(),
                new ReportCase(
                        CaseId.next(),
                        CaseSource.HOTLINE,
                        new ReportCase.External(source, order.number(), hash),
                        category,
                        order.title(),
                        order.description(),
                        order.address(),
                        order.urgent(),
                        order.confidential(),
                        place,
                        order.contactName(),
                        order.contactPhone(),
                        order.received()));
    }
}
