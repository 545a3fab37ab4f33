package org.shaodao.casework.web;

import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;

/** The desk form: typed while the caller talks. The id comes with the empty form, so sending it twice is one case. */
@Getter
@Setter
public class NewCaseForm {

    private @Nullable CaseId clientId;
    private CaseSource source = CaseSource.PHONE;
    private @Nullable AreaId place;
    private @Nullable CategoryId category;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable String address;
    private boolean urgent;
    private boolean confidential;
    private @Nullable String requesterName;
    private @Nullable String requesterPhone;
    private boolean draft;

    /** Only looks for cases about the same, sends nothing. */
    private boolean check;

    /** A category to take over into the form; sends nothing. */
    private @Nullable CategoryId suggested;

    SimilarCases.Matter matter() {
        return new SimilarCases.Matter(null, place, category, description, address);
    }

    ReportCase toCommand() {
        return new ReportCase(
                Objects.requireNonNullElseGet(clientId, CaseId::next),
                source,
                null,
                category,
                title,
                Objects.requireNonNullElse(description, ""),
                address,
                urgent,
                confidential,
                Objects.requireNonNull(place),
                requesterName,
                requesterPhone,
                null);
    }
}
