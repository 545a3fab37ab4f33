/**
 * Matter categories, the dispatch catalogue and the pure routing decision.
 * <p>Deciding never changes anything; who called stores the decision (rulings 4).
 */
@NullMarked
@ApplicationModule(
        displayName = "派单目录",
        allowedDependencies = {
            "shared",
            "page",
            "organisation",
            "organisation :: service",
            "organisation :: web",
            "deadline",
            "deadline :: service"
        })
package org.shaodao.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
