/** Pages of {@code audit}. */
@NullMarked
package org.shaodao.audit.web;

import org.jspecify.annotations.NullMarked;
