/**
 * What the platform stands on: database, clock, commands, start-up.
 * <p>Without a datasource URL it brings its own real PostgreSQL; with one it never starts it (rulings 8).
 */
@NullMarked
@ApplicationModule(
        displayName = "平台底座",
        allowedDependencies = {"shared"})
package org.shaodao.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
