/** Pages of {@code identity}. */
@NullMarked
package org.shaodao.identity.web;

import org.jspecify.annotations.NullMarked;
