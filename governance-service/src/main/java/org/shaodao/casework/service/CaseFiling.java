package org.shaodao.casework.service;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseFileKind;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Doer;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.organisation.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Verbs that bring photos along: verb and photos go in together or not at all. */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseFiling {

    private final CaseReporting reporting;
    private final CaseHandling handling;
    private final CaseFiles files;
    private final CaseAccess access;
    private final VisitLog visits;

    /** As {@link CaseReporting#report}, with photos of what was found. */
    public CaseId report(Actor actor, ReportCase command, List<PreparedFile> photos) {
        CaseId id = reporting.report(actor, command);
        return with(actor, id, CaseFileKind.BEFORE, photos);
    }

    /** As {@link CaseReporting#reportSettled}, with photos of how it is now. */
    public CaseId reportSettled(Actor actor, ReportCase command, String result, List<PreparedFile> photos) {
        CaseId id = reporting.reportSettled(actor, command, result);
        return with(actor, id, CaseFileKind.AFTER, photos);
    }

    /** As {@link CaseReporting#saveDraft}, with photos. */
    public CaseId saveDraft(Actor actor, ReportCase command, List<PreparedFile> photos) {
        CaseId id = reporting.saveDraft(actor, command);
        return with(actor, id, CaseFileKind.BEFORE, photos);
    }

    /** As {@link CaseHandling#resolve}, with photos of the result; none is ever demanded. */
    public void resolve(
            Actor actor,
            CaseId id,
            long version,
            String text,
            ResolutionKind kind,
            boolean contacted,
            @Nullable String missing,
            List<PreparedFile> photos) {
        Granted granted = access.grant(actor, id, version, CaseAction.RESOLVE);
        files.attach(id, CaseFileKind.AFTER, photos, granted.doer());
        handling.resolve(actor, id, version, text, kind, contacted, missing);
    }

    /** As {@link #report}, from a visit: the visit is logged with the case. The same form again changes nothing. */
    public CaseId reportFromVisit(Actor actor, ReportCase command, VisitLog.Where where, List<PreparedFile> photos) {
        CaseId id = report(actor, command, photos);
        visits.reported(actor, where, id);
        return id;
    }

    private CaseId with(Actor actor, CaseId id, CaseFileKind kind, List<PreparedFile> photos) {
        if (!photos.isEmpty()) {
            files.attach(
                    id,
                    kind,
                    photos,
                    Doer.of(
                            actor,
                            access.reportingPosts(actor, CaseAction.REPORT).get(0)));
        }
        return id;
    }
}
