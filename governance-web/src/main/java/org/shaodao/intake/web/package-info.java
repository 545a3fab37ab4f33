/** Pages of {@code intake}. */
@NullMarked
package org.shaodao.intake.web;

import org.jspecify.annotations.NullMarked;
