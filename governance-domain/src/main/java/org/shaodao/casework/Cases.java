package org.shaodao.casework;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All cases. Ask {@code casework.service.CaseAccess} for one by scope; this finds without asking who looks. */
public interface Cases extends Repository<GovernanceCase, CaseId> {

    GovernanceCase save(GovernanceCase made);

    Optional<GovernanceCase> findById(CaseId id);

    /** The case, its row locked until the end of the transaction: whoever comes second sees the first one's version. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<GovernanceCase> findLockedById(CaseId id);

    /** The ids of the cases this one is handled for. */
    @Query("select c.id from GovernanceCase c where c.links.duplicateOf = :kept")
    List<CaseId> mergedInto(CaseId kept);
}
