/**
 * Accounts, sign-in and the three separated administrators.
 * <p>What an account may do comes from the posts its person holds now, never from the account.
 */
@NullMarked
@ApplicationModule(
        displayName = "身份权限",
        allowedDependencies = {"shared", "organisation", "organisation :: service", "organisation :: web"})
package org.shaodao.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
