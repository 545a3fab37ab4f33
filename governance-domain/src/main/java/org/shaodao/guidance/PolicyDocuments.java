package org.shaodao.guidance;

import java.util.Optional;
import org.shaodao.organisation.AreaId;
import org.springframework.data.repository.Repository;

/** Policy documents as they are added and marked. */
public interface PolicyDocuments extends Repository<PolicyDocument, PolicyDocumentId> {

    PolicyDocument save(PolicyDocument document);

    /** Writes what was saved, so that its content can follow. */
    void flush();

    Optional<PolicyDocument> findById(PolicyDocumentId id);

    boolean existsByDistrictIdAndNumberAndWithdrawnAtIsNull(AreaId districtId, String number);
}
