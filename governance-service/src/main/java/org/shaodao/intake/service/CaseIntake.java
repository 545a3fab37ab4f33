package org.shaodao.intake.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.organisation.AreaId;

/** Makes one case of each order; throws {@link org.shaodao.shared.RuleViolation} when casework will not have one. */
interface CaseIntake {

    /** An order ready to become a case. */
    record Ready(HotlineOrder order, byte[] hash, @Nullable CategoryId category, AreaId place) {}

    /** The cases, in the order of the orders; all or none. */
    List<CaseId> take(String source, List<Ready> orders);
}
