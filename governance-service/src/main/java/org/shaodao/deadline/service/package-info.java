/** Use cases and read models of {@code deadline}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.deadline.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
