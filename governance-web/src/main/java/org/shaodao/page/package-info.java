/**
 * The frame around every page: navigation, languages, errors, the first page after signing in.
 * <p>It knows roles but no business: what it shows of other contexts (a count of new work) they hand in.
 */
@NullMarked
@ApplicationModule(
        displayName = "页面框架",
        allowedDependencies = {"shared", "organisation", "organisation :: web"})
package org.shaodao.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
