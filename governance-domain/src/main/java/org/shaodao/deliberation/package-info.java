/**
 * Deliberation: the joint meeting of a street or district with the units it needs.
 * <p>What it resolves becomes cases by an event; it knows cases and whistles by id only.
 */
@NullMarked
@ApplicationModule(
        displayName = "议事协商",
        allowedDependencies = {"shared", "page", "organisation", "organisation :: service", "organisation :: web"})
package org.shaodao.deliberation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
