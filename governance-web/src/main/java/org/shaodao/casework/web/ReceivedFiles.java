package org.shaodao.casework.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.FileChecking;
import org.shaodao.casework.service.IncomingFile;
import org.shaodao.shared.RuleViolation;
import org.springframework.web.multipart.MultipartFile;

/** The files of a form. A field in which nothing was chosen arrives as an empty part without a name. */
final class ReceivedFiles {

    /** Reads them; throws {@link RuleViolation} for a too large one before it is in memory. */
    static List<IncomingFile> read(@Nullable List<MultipartFile> parts) {
        List<IncomingFile> files = new ArrayList<>();
        for (MultipartFile part : parts == null ? List.<MultipartFile>of() : parts) {
            String name = Objects.requireNonNullElse(part.getOriginalFilename(), "");
            if (!name.isBlank() || !part.isEmpty()) {
                RuleViolation.require(part.getSize() <= FileChecking.LARGEST, "casework.file.too-large", name);
                files.add(new IncomingFile(name, bytes(part)));
            }
        }
        return files;
    }

    private static byte[] bytes(MultipartFile part) {
        try {
            return part.getBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ReceivedFiles() {}
}
