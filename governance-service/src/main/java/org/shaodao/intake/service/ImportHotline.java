package org.shaodao.intake.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.WantedColumns;
import org.shaodao.organisation.AreaId;

/**
 * The wish to import a file.
 *
 * @param source name of the hotline; numbers are unique within it
 * @param place where orders of unknown place go; null = the only district
 * @param wanted columns named by hand
 * @param upload the stored upload, null when the file is at hand
 */
public record ImportHotline(
        String source,
        String fileName,
        @Nullable AreaId place,
        WantedColumns wanted,
        boolean dryRun,
        @Nullable UUID upload) {}
