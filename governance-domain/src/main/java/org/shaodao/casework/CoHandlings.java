package org.shaodao.casework;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The answers of co-units, found through their order. */
public interface CoHandlings extends Repository<CoHandling, CoHandlingId> {

    CoHandling save(CoHandling made);

    /** All answers to an order. */
    @Query("select h from CoHandling h where h.orderId = :orderId")
    List<CoHandling> of(DispatchOrderId orderId);
}
