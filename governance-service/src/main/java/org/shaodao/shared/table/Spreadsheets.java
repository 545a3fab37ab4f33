package org.shaodao.shared.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.shaodao.shared.RuleViolation;
import org.springframework.core.io.InputStreamSource;

/**
 * Opens spreadsheets by what is in them, not by their name: xlsx, csv, tsv, gzipped or not; UTF-8, UTF-16 or GB18030.
 * <p>Anything else, too much of it, or an unpacking trap is a {@link RuleViolation} with a {@code table.*} key.
 */
public final class Spreadsheets {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Opens within the default bounds. */
    public static Table open(InputStreamSource source) {
        return open(source, TableBounds.DEFAULT);
    }

    /** Opens the file; the source is read more than once. */
    public static Table open(InputStreamSource source, TableBounds bounds) {
        try {
            InputStreamSource plain = unpacked(source, bounds);
            byte[] head = head(plain);
            RuleViolation.require(head.length > 0, "sheet.empty");
            if (startsWith(head, 'P', 'K', 3, 4)) {
                byte[] packed;
                try (InputStream in = plain.getInputStream()) {
                    packed = in.readAllBytes();
                }
                measureZip(packed, bounds);
                return new XlsxTable(new ByteArrayInputStream(packed), bounds);
            }
            RuleViolation.require(!startsWith(head, 0xd0, 0xcf, 0x11, 0xe0), "sheet.old-excel");
            Charset charset = charset(plain, head);
            return new TextTable(plain.getInputStream(), charset, bounds);
        } catch (IOException unreadable) {
            throw new RuleViolation("sheet.unreadable");
        }
    }

    private static InputStreamSource unpacked(InputStreamSource source, TableBounds bounds) throws IOException {
        byte[] head = head(source);
        if (!startsWith(head, 0x1f, 0x8b)) {
            return () -> new BoundedStream(new BufferedInputStream(source.getInputStream()), bounds.unpackedBytes());
        }
        return () -> new BoundedStream(
                new BufferedInputStream(new GZIPInputStream(source.getInputStream(), 1 << 16)), bounds.unpackedBytes());
    }

    /** Unpacks once without keeping anything, so that a trap is met before the reader trusts the sizes. */
    private static void measureZip(byte[] packed, TableBounds bounds) throws IOException {
        long total = 0;
        int parts = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(packed))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                RuleViolation.require(++parts <= 2_000, "sheet.too-large", bounds.unpackedBytes() >> 20);
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int n = part.read(buffer); n > 0; n = part.read(buffer)) {
                        total += n;
                        RuleViolation.require(
                                total <= bounds.unpackedBytes(), "sheet.too-large", bounds.unpackedBytes() >> 20);
                    }
                }
            }
        } catch (IllegalArgumentException damaged) {
            throw new RuleViolation("sheet.unreadable");
        }
    }

    private static Charset charset(InputStreamSource source, byte[] head) throws IOException {
        if (startsWith(head, 0xef, 0xbb, 0xbf)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16;
        }
        for (byte b : head) {
            RuleViolation.require(b != 0, "sheet.unreadable");
        }
        if (decodes(source, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        RuleViolation.require(decodes(source, GB18030), "sheet.unreadable");
        return GB18030;
    }

    private static boolean decodes(InputStreamSource source, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        byte[] buffer = new byte[1 << 16];
        CharBuffer sink = CharBuffer.allocate(1 << 16);
        ByteBuffer in = ByteBuffer.wrap(buffer);
        in.limit(0);
        try (InputStream stream = source.getInputStream()) {
            boolean end = false;
            while (!end) {
                in.compact();
                int n = stream.read(buffer, in.position(), in.remaining());
                end = n < 0;
                in.position(in.position() + Math.max(n, 0));
                in.flip();
                CoderResult result;
                do {
                    sink.clear();
                    result = decoder.decode(in, sink, end);
                    if (result.isError()) {
                        return false;
                    }
                } while (result.isOverflow());
            }
        }
        return true;
    }

    private static byte[] head(InputStreamSource source) throws IOException {
        try (InputStream in = source.getInputStream()) {
            return in.readNBytes(4096);
        }
    }

    private static boolean startsWith(byte[] head, int... wanted) {
        if (head.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((head[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private Spreadsheets() {}
}
