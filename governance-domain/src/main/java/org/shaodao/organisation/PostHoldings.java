package org.shaodao.organisation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored times in posts. */
public interface PostHoldings extends Repository<PostHolding, PostHoldingId> {

    PostHolding save(PostHolding holding);

    Optional<PostHolding> findById(PostHoldingId id);
}
