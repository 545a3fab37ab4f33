/** Reading and writing tables people bring: xlsx, csv, tsv, gzipped or not, bounded in every direction. */
@NullMarked
package org.shaodao.shared.spreadsheet;

import org.jspecify.annotations.NullMarked;
