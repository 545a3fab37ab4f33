/** Pages of {@code catalogue}. */
@NullMarked
package org.shaodao.catalogue.web;

import org.jspecify.annotations.NullMarked;
