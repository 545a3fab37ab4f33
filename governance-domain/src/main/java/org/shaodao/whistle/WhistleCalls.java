package org.shaodao.whistle;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** All whistles. Ask {@code whistle.service.WhistleAccess} for one by scope; this finds without asking who looks. */
public interface WhistleCalls extends Repository<WhistleCall, WhistleId> {

    /** Writes it before its events are heard, so that their listeners find the row. */
    WhistleCall saveAndFlush(WhistleCall made);

    Optional<WhistleCall> findById(WhistleId id);

    /** The whistle, its row locked until the end of the transaction (rulings 19). */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<WhistleCall> findLockedById(WhistleId id);
}
