/** How other contexts stand on the case page without casework knowing them (rulings 5). */
@NullMarked
@NamedInterface("panel")
package org.shaodao.casework.web.panel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
