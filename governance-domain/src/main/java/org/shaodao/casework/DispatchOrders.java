package org.shaodao.casework;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Dispatch orders, found through their case. */
public interface DispatchOrders extends Repository<DispatchOrder, DispatchOrderId> {

    DispatchOrder save(DispatchOrder order);

    Optional<DispatchOrder> findById(DispatchOrderId id);

    /** All orders of a case, in the order they were made. */
    @Query("select o from DispatchOrder o where o.caseId = :caseId order by o.sequence")
    List<DispatchOrder> of(CaseId caseId);
}
