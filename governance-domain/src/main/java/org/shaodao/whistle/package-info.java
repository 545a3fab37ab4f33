/**
 * Whistle-and-report: the street calls, the units come, answer and are graded.
 * <p>A call and its responses are one aggregate; the state follows from what was decided and answered.
 */
@NullMarked
@ApplicationModule(
        displayName = "吹哨报到",
        allowedDependencies = {
            "shared",
            "page",
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
package org.shaodao.whistle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
