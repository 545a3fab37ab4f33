/**
 * What every context speaks: ids, events, rule violations, time.
 * <p>Nothing here knows a business word; a type that does belongs to a context.
 */
@NullMarked
@ApplicationModule(displayName = "公共", type = ApplicationModule.Type.OPEN)
package org.shaodao.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
