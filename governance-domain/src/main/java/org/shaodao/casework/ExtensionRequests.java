package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Found through their case. */
public interface ExtensionRequests extends Repository<ExtensionRequest, ExtensionRequestId> {

    ExtensionRequest save(ExtensionRequest made);

    /** The one that waits for a decision. */
    @Query(
            "select r from ExtensionRequest r where r.caseId = :caseId and r.state = org.shaodao.casework.RequestState.PENDING")
    Optional<ExtensionRequest> pending(CaseId caseId);
}
