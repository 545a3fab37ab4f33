package org.shaodao.casework.service;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of files a case takes, told by their content and never by their name (rulings 31). */
enum FileType {
    JPEG("jpg", "image/jpeg", null),
    PNG("png", "image/png", null),
    PDF("pdf", "application/pdf", null),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/document.xml"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml");

    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] PDF_START = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] ZIP_START = {'P', 'K', 3, 4};

    private final String extension;
    private final String mediaType;
    private final @Nullable String mainPart;

    FileType(String extension, String mediaType, @Nullable String mainPart) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.mainPart = mainPart;
    }

    /** The type of a content; empty for everything a case does not take, also for documents that carry macros. */
    static Optional<FileType> of(byte[] content) {
        if (begins(content, JPEG_START)) {
            return Optional.of(JPEG);
        }
        if (begins(content, PNG_START)) {
            return Optional.of(PNG);
        }
        if (begins(content, PDF_START)) {
            return Optional.of(PDF);
        }
        return begins(content, ZIP_START) ? office(ZipNames.of(content)) : Optional.empty();
    }

    private static Optional<FileType> office(List<String> parts) {
        boolean safe = parts.contains("[Content_Types].xml")
                && parts.stream().noneMatch(part -> part.endsWith("vbaProject.bin"));
        return safe
                ? Arrays.stream(values())
                        .filter(type -> type.mainPart != null && parts.contains(type.mainPart))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean begins(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }

    boolean isImage() {
        return this == JPEG || this == PNG;
    }
}
