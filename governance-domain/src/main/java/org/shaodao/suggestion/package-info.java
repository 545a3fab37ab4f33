/** Complaints and suggestions about the platform itself (practice finding 3): anybody writes, somebody must answer. */
@NullMarked
@ApplicationModule(
        displayName = "投诉建议",
        allowedDependencies = {"shared", "page", "organisation", "organisation :: service", "organisation :: web"})
package org.shaodao.suggestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
