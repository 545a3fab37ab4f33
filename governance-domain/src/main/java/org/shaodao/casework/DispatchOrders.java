package org.shaodao.casework;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Dispatch orders, found through their case. */
public interface DispatchOrders extends Repository<DispatchOrder, DispatchOrderId> {

    DispatchOrder save(DispatchOrder order);

    Optional<DispatchOrder> findById(DispatchOrderId id);
}
