package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Found through their case. */
public interface Suspensions extends Repository<Suspension, SuspensionId> {

    Suspension save(Suspension made);

    /** The one that waits for a decision. */
    @Query(
            "select r from Suspension r where r.caseId = :caseId and r.state = org.shaodao.casework.RequestState.PENDING")
    Optional<Suspension> pending(CaseId caseId);

    /** The one that holds the clocks of the case now. */
    @Query("select r from Suspension r where r.caseId = :caseId and r.startedAt is not null and r.endedAt is null")
    Optional<Suspension> current(CaseId caseId);
}
