/** Reading without a transaction of its own. */
@org.jspecify.annotations.NullMarked
package org.shaodao.shared.reading;
