package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All mediations; the caller has found their case within his scope. */
public interface Mediations extends Repository<Mediation, MediationId> {

    Mediation save(Mediation made);

    Optional<Mediation> findById(MediationId id);
}
