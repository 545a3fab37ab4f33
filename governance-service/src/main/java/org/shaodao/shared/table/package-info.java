/** Spreadsheets in and out: xlsx, csv and tsv, gzipped too, read row by row within fixed bounds. */
@NullMarked
package org.shaodao.shared.table;

import org.jspecify.annotations.NullMarked;
