/** Pages of {@code deliberation}. */
@NullMarked
package org.shaodao.deliberation.web;

import org.jspecify.annotations.NullMarked;
