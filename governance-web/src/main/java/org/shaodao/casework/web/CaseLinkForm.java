package org.shaodao.casework.web;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.Satisfaction;
import org.shaodao.casework.VoidReason;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.organisation.AreaId;

/** What the pages about two cases send: merge, unmerge, void, recurrence, follow-up of those merged in. */
@Getter
@Setter
class CaseLinkForm {

    private long version;
    private @Nullable CaseId target;
    private long targetVersion;
    private @Nullable String text;
    private @Nullable VoidReason reason;
    private Set<CaseId> joined = new LinkedHashSet<>();
    private boolean reached;
    private boolean contacted;
    private boolean solved;
    private @Nullable Satisfaction satisfaction;
    private @Nullable CaseId clientId;
    private CaseSource source = CaseSource.PHONE;
    private @Nullable AreaId place;
    private @Nullable String description;
    private @Nullable String address;
    private boolean urgent;

    String words() {
        return text == null ? "" : text;
    }

    CaseClosing.FollowUp followUp() {
        return new CaseClosing.FollowUp(
                reached, contacted, solved, Objects.requireNonNullElse(satisfaction, Satisfaction.NOT_RATED), text);
    }

    ReportCase recurrence() {
        return new ReportCase(
                Objects.requireNonNullElseGet(clientId, CaseId::next),
                source,
                null,
                null,
                null,
                Objects.requireNonNullElse(description, ""),
                address,
                urgent,
                false,
                Objects.requireNonNull(place),
                null,
                null,
                null);
    }
}
