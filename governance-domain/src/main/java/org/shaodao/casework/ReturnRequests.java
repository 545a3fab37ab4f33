package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Found through their case. */
public interface ReturnRequests extends Repository<ReturnRequest, ReturnRequestId> {

    ReturnRequest save(ReturnRequest made);

    /** The one that waits for a decision. */
    @Query(
            "select r from ReturnRequest r where r.caseId = :caseId and r.state = org.shaodao.casework.RequestState.PENDING")
    Optional<ReturnRequest> pending(CaseId caseId);
}
