/** Use cases and read models of {@code insight}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.insight.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
