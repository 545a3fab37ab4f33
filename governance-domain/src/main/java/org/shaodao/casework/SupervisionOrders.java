package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Supervision orders. */
public interface SupervisionOrders extends Repository<SupervisionOrder, SupervisionOrderId> {

    SupervisionOrder save(SupervisionOrder order);

    Optional<SupervisionOrder> findById(SupervisionOrderId id);
}
