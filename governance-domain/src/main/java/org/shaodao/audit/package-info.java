/**
 * The append-only trail of every write and every reveal.
 * <p>Rows hold ids and keys, never personal values (rulings 23).
 */
@NullMarked
@ApplicationModule(
        displayName = "留痕",
        allowedDependencies = {"shared", "organisation", "organisation :: service", "organisation :: web"})
package org.shaodao.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
