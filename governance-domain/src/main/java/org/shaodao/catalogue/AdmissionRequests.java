package org.shaodao.catalogue;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Admission requests as they are decided. */
public interface AdmissionRequests extends Repository<AdmissionRequest, AdmissionRequestId> {

    AdmissionRequest save(AdmissionRequest request);

    Optional<AdmissionRequest> findById(AdmissionRequestId id);
}
