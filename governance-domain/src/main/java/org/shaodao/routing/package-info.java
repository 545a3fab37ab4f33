/**
 * Trying out what decides who handles a case: what a change of rules or catalogue would alter, and what waits for a
 * person because nothing decides. Reads cases, changes nothing but rules.
 */
@NullMarked
@ApplicationModule(
        displayName = "流转派单",
        allowedDependencies = {
            "shared",
            "organisation",
            "organisation :: service",
            "organisation :: web",
            "catalogue",
            "catalogue :: service",
            "casework",
            "casework :: service"
        })
package org.shaodao.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
