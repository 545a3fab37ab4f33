/** Pages of {@code routing}. */
@NullMarked
package org.shaodao.routing.web;

import org.jspecify.annotations.NullMarked;
