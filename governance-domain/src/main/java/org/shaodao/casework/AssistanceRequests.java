package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All requests for assistance; this finds without asking who looks. */
public interface AssistanceRequests extends Repository<AssistanceRequest, AssistanceId> {

    AssistanceRequest save(AssistanceRequest made);

    Optional<AssistanceRequest> findById(AssistanceId id);
}
