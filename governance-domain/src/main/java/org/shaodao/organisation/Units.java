package org.shaodao.organisation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored units. */
public interface Units extends Repository<Unit, UnitId> {

    Unit save(Unit unit);

    Optional<Unit> findById(UnitId id);
}
