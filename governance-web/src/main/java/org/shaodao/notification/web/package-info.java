/** Pages of {@code notification}. */
@NullMarked
package org.shaodao.notification.web;

import org.jspecify.annotations.NullMarked;
