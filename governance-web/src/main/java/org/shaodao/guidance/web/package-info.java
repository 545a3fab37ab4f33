/** Pages of {@code guidance}. */
@NullMarked
package org.shaodao.guidance.web;

import org.jspecify.annotations.NullMarked;
