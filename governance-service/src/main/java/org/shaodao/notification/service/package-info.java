/** Use cases of {@code notification}: the inbox, the queue of copies, the ways they leave by. */
@NullMarked
@NamedInterface("service")
package org.shaodao.notification.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
