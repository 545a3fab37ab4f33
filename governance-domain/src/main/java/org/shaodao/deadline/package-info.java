/**
 * Working calendar, limits and the instants they end at.
 * <p>Usable on its own: a calendar and a limit in, an instant out.
 */
@NullMarked
@ApplicationModule(
        displayName = "时限日历",
        allowedDependencies = {"shared"})
package org.shaodao.deadline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
