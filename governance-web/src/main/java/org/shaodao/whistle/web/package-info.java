/** Pages of {@code whistle}. */
@NullMarked
package org.shaodao.whistle.web;

import org.jspecify.annotations.NullMarked;
