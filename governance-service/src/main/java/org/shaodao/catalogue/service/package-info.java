/** Use cases and read models of {@code catalogue}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.catalogue.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
