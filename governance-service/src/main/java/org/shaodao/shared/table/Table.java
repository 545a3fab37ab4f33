package org.shaodao.shared.table;

import java.util.Iterator;

/** An open spreadsheet: its rows, blank ones left out, one after the other. Close it after use. */
public interface Table extends AutoCloseable, Iterator<TableRow> {

    /** Whether bare numbers in date columns count from 1904 instead of 1900. */
    boolean countsFrom1904();

    @Override
    void close();
}
