/** Pages of {@code casework}. */
@NullMarked
package org.shaodao.casework.web;

import org.jspecify.annotations.NullMarked;
