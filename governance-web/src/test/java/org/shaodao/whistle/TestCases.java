package org.shaodao.whistle;

import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.organisation.AreaId;

/** Matters to be reported. */
final class TestCases {

    static ReportCase matter(AreaId place, String text) {
        return new ReportCase(
                CaseId.next(), CaseSource.PATROL, null, null, null, text, "示例路", false, false, place, null, null, null);
    }

    private TestCases() {}
}
