/** Writing many rows of one transaction together. */
@NullMarked
package org.shaodao.shared.batch;

import org.jspecify.annotations.NullMarked;
