/**
 * News for people: always in the platform, by e-mail and group robots where a unit wants copies.
 * <p>Driven by domain events; nobody calls it, and nothing waits for it.
 */
@NullMarked
@ApplicationModule(
        displayName = "通知",
        allowedDependencies = {"shared", "page", "organisation", "organisation :: service", "organisation :: web"})
package org.shaodao.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
