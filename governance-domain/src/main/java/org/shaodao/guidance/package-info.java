/** What a post is there for and on what documents the work rests: duty lists and the library of policy documents. */
@NullMarked
@ApplicationModule(
        displayName = "职责与政策",
        allowedDependencies = {
            "shared",
            "page",
            "organisation",
            "organisation :: service",
            "organisation :: web",
            "casework",
            "casework :: service"
        })
package org.shaodao.guidance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
