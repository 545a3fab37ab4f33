/** Pages of {@code suggestion}. */
@NullMarked
package org.shaodao.suggestion.web;

import org.jspecify.annotations.NullMarked;
