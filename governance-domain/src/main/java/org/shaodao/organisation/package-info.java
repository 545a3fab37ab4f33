/**
 * Areas, the Party organisation chain, units, posts and the people who hold them.
 * <p>Three structures linked by id; only a unit can hold a case (rulings 1).
 */
@NullMarked
@ApplicationModule(
        displayName = "组织体系",
        allowedDependencies = {"shared"})
package org.shaodao.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
