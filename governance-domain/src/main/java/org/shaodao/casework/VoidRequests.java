package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Requests to void cases, found through their case; the caller holds the lock of the case. */
public interface VoidRequests extends Repository<VoidRequest, VoidRequestId> {

    VoidRequest save(VoidRequest request);

    /** The one that waits for a second person. */
    @Query("select r from VoidRequest r where r.caseId = :caseId and r.decision is null")
    Optional<VoidRequest> pending(CaseId caseId);
}
