package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Found through their case. */
public interface AssessmentExclusions extends Repository<AssessmentExclusion, AssessmentExclusionId> {

    AssessmentExclusion save(AssessmentExclusion made);

    /** The one that waits for a decision. */
    @Query(
            "select r from AssessmentExclusion r where r.caseId = :caseId and r.state = org.shaodao.casework.RequestState.PENDING")
    Optional<AssessmentExclusion> pending(CaseId caseId);
}
