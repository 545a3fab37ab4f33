package org.shaodao.organisation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored areas. */
public interface Areas extends Repository<Area, AreaId> {

    Area save(Area area);

    Optional<Area> findById(AreaId id);
}
