package org.shaodao.intake.service;

import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.organisation.AreaId;

/** Makes one case of one order; throws {@link org.shaodao.shared.RuleViolation} when casework will not have it. */
interface CaseIntake {

    CaseId take(String source, HotlineOrder order, byte[] hash, @Nullable CategoryId category, AreaId place);
}
