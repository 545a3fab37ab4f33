package org.shaodao.casework.service;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;

/**
 * Looks at files before anything is written: type by content, size, pixels; pictures are made anew. Takes no
 * transaction, so that slow work holds no connection.
 */
@Service
@RequiredArgsConstructor
public class FileChecking {

    /** Largest file, in bytes (rulings 31). */
    public static final int LARGEST = 10 * 1024 * 1024;

    /** Most files in one go. */
    public static final int AT_ONCE = 9;

    private static final int NAME_LENGTH = 100;

    private final Pictures pictures;

    /** Photos only; throws {@link RuleViolation} naming the first file that cannot be taken and why. */
    public List<PreparedFile> photos(List<IncomingFile> files) {
        return prepare(files, true);
    }

    /** Photos and documents; throws as {@link #photos}. */
    public List<PreparedFile> any(List<IncomingFile> files) {
        return prepare(files, false);
    }

    private List<PreparedFile> prepare(List<IncomingFile> files, boolean photosOnly) {
        RuleViolation.require(files.size() <= AT_ONCE, "casework.file.too-many-at-once", AT_ONCE);
        List<PreparedFile> prepared = new ArrayList<>();
        for (IncomingFile file : files) {
            prepared.add(prepare(file, photosOnly));
        }
        return prepared;
    }

    private PreparedFile prepare(IncomingFile file, boolean photosOnly) {
        String name = plain(file.name());
        byte[] raw = file.content();
        RuleViolation.require(raw.length > 0, "casework.file.empty", name);
        RuleViolation.require(raw.length <= LARGEST, "casework.file.too-large", name);
        FileType type = FileType.of(raw)
                .filter(known -> known.isImage() || !photosOnly)
                .orElseThrow(() -> new RuleViolation(
                        photosOnly ? "casework.file.not-a-photo" : "casework.file.type-refused", name));
        if (!type.isImage()) {
            return new PreparedFile(named(name, type), type.mediaType(), raw, null, null, null, hash(raw));
        }
        Pictures.Picture picture = pictures.read(type, name, raw);
        return new PreparedFile(
                named(name, FileType.JPEG),
                FileType.JPEG.mediaType(),
                picture.content(),
                picture.thumbnail(),
                picture.width(),
                picture.height(),
                hash(raw));
    }

    /** The last part of a name, without signs that mean something to a system or turn the reading direction. */
    static String plain(String given) {
        String name = PlainText.clean(given).replaceAll("[\\n\\t]", " ");
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\"<>:|?*]", "_")
                .strip();
        int length = name.codePointCount(0, name.length());
        return length <= NAME_LENGTH ? name : name.substring(name.offsetByCodePoints(0, length - NAME_LENGTH));
    }

    /** The name with the ending that tells the truth about the content. */
    private static String named(String name, FileType type) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        boolean honest = name.toLowerCase(Locale.ROOT).endsWith("." + type.extension());
        return honest ? name : (stem.isBlank() ? "file" : stem) + "." + type.extension();
    }

    private static byte[] hash(byte[] raw) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(raw);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
