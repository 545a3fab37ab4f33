package org.shaodao.casework.web;

import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.WindowCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;

/** What is registered at the window for what cannot be got done. */
@Getter
@Setter
public class WindowForm {

    private @Nullable CaseId clientId;
    private @Nullable String windowName;
    private @Nullable String matter;
    private @Nullable String why;
    private @Nullable AreaId place;
    private @Nullable CategoryId category;
    private @Nullable String requesterName;
    private @Nullable String requesterPhone;

    WindowCases.Failure toFailure() {
        return new WindowCases.Failure(windowName, matter, why);
    }

    ReportCase toCommand() {
        String what = Objects.requireNonNullElse(matter, "");
        return new ReportCase(
                Objects.requireNonNullElseGet(clientId, CaseId::next),
                CaseSource.CANNOT_BE_DONE_WINDOW,
                null,
                category,
                what,
                what + "\n" + Objects.requireNonNullElse(why, ""),
                windowName,
                false,
                false,
                Objects.requireNonNull(place),
                requesterName,
                requesterPhone,
                null);
    }
}
