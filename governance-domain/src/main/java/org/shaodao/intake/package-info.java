/**
 * Matters that arrive from outside: hotline files and their way back.
 * <p>Every row becomes exactly one case or one named row error.
 */
@NullMarked
@ApplicationModule(
        displayName = "来件",
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
package org.shaodao.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
