/**
 * Cases from report to closing.
 * <p>A case keeps its grid for life; what moves is the unit that must act.
 */
@NullMarked
@ApplicationModule(
        displayName = "事件处置",
        allowedDependencies = {
            "shared",
            "page",
            "organisation",
            "organisation :: service",
            "organisation :: web",
            "deadline",
            "deadline :: service",
            "catalogue",
            "catalogue :: service"
        })
package org.shaodao.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
