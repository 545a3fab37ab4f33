/** Pages of {@code deadline}. */
@NullMarked
package org.shaodao.deadline.web;

import org.jspecify.annotations.NullMarked;
