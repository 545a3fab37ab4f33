/** Pages of {@code insight}. */
@NullMarked
package org.shaodao.insight.web;

import org.jspecify.annotations.NullMarked;
