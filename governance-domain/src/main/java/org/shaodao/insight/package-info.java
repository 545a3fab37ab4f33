/**
 * Figures and the lists behind them; reads tables, changes nothing.
 * <p>A number and its list share one condition, so they cannot disagree.
 */
@NullMarked
@ApplicationModule(
        displayName = "看板",
        allowedDependencies = {
            "shared",
            "organisation",
            "organisation :: service",
            "organisation :: web",
            "deadline",
            "deadline :: service",
            "catalogue",
            "catalogue :: service",
            "casework",
            "casework :: service",
            "casework :: panel"
        })
package org.shaodao.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
