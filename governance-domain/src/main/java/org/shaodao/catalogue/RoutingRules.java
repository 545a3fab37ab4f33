package org.shaodao.catalogue;

import java.util.List;
import java.util.Optional;
import org.shaodao.organisation.AreaId;
import org.springframework.data.repository.Repository;

/** Routing rules as they are changed. */
public interface RoutingRules extends Repository<RoutingRule, RoutingRuleId> {

    RoutingRule save(RoutingRule rule);

    /** Writes what was saved, so that what follows in the same transaction reads it. */
    void flush();

    Optional<RoutingRule> findById(RoutingRuleId id);

    /** The rules in use, in their order. */
    List<RoutingRule> findByDistrictIdAndActiveTrueOrderByPosition(AreaId districtId);
}
