/** Sub-commands of the executable jar. */
@NullMarked
package org.shaodao.shared.command;

import org.jspecify.annotations.NullMarked;
