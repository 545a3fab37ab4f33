package org.shaodao.shared.table;

/**
 * How much one file may hold; beyond it the file is refused whole, before anything is written.
 *
 * @param unpackedBytes bytes after unpacking, all parts together
 * @param rows rows that are not blank
 * @param columns columns of one row
 * @param cell characters of one cell
 */
public record TableBounds(long unpackedBytes, int rows, int columns, int cell) {

    public static final TableBounds DEFAULT = new TableBounds(192L << 20, 200_000, 300, 200_000);
}
