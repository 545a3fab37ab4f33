package org.shaodao.casework.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names in the directory of a zip, read without unpacking anything, so that a packed trap costs nothing. */
final class ZipNames {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_LENGTH = 46;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int MOST_NAMES = 5_000;

    /** The names, or none where the directory cannot be read. */
    static List<String> of(byte[] zip) {
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = end(buffer, zip.length);
        if (end < 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        int at = buffer.getInt(end + 16);
        while (at >= 0 && at + HEADER_LENGTH <= zip.length && buffer.getInt(at) == HEADER) {
            int length = Short.toUnsignedInt(buffer.getShort(at + 28));
            int next = at
                    + HEADER_LENGTH
                    + length
                    + Short.toUnsignedInt(buffer.getShort(at + 30))
                    + Short.toUnsignedInt(buffer.getShort(at + 32));
            if (next > zip.length || names.size() == MOST_NAMES) {
                return List.of();
            }
            names.add(new String(zip, at + HEADER_LENGTH, length, StandardCharsets.UTF_8));
            at = next;
        }
        return names;
    }

    private static int end(ByteBuffer buffer, int size) {
        for (int at = size - END_LENGTH; at >= Math.max(0, size - END_LENGTH - LONGEST_COMMENT); at--) {
            if (buffer.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }

    private ZipNames() {}
}
