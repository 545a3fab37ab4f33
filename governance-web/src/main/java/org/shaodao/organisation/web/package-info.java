/** Pages of {@code organisation}, and the current actor as a handler argument. */
@NullMarked
@NamedInterface("web")
package org.shaodao.organisation.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
