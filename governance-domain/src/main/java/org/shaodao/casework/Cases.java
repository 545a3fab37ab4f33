package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All cases. Ask {@code casework.service.CaseAccess} for one by scope; this finds without asking who looks. */
public interface Cases extends Repository<GovernanceCase, CaseId> {

    GovernanceCase save(GovernanceCase made);

    Optional<GovernanceCase> findById(CaseId id);
}
