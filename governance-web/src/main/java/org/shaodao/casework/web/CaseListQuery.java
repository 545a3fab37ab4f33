package org.shaodao.casework.web;

import java.time.LocalDate;
import java.util.Set;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.Light;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;

/** The filter of the case list as it stands in the address: everything on the page can be linked to. */
@Getter
@Setter
public class CaseListQuery {

    private @Nullable String view;
    private @Nullable String open;
    private Set<CaseStatus> status = Set.of();
    private @Nullable Light light;
    private @Nullable Boolean overdue;
    private @Nullable Boolean triage;
    private @Nullable CategoryId category;
    private @Nullable AreaId street;
    private @Nullable AreaId community;
    private @Nullable AreaId grid;
    private @Nullable CaseSource source;
    private @Nullable String ext;
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;
    private @Nullable LocalDate closedFrom;
    private @Nullable LocalDate closedTo;
    private @Nullable String q;
    private @Nullable String after;

    CaseFilter toFilter() {
        return new CaseFilter(
                "all".equals(open) ? null : !"false".equals(open),
                status,
                light,
                overdue,
                category,
                street,
                community,
                grid,
                null,
                source,
                ext == null || ext.isBlank() ? null : ext,
                triage,
                q);
    }

    /** Whether anything narrows the list beyond its view. */
    boolean isFiltered() {
        return !status.isEmpty()
                || open != null && !open.isBlank()
                || light != null
                || overdue != null
                || triage != null
                || category != null
                || street != null
                || community != null
                || grid != null
                || source != null
                || ext != null
                || from != null
                || to != null
                || q != null && !q.isBlank();
    }
}
