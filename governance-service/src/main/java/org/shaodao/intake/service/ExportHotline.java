package org.shaodao.intake.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The wish to export hotline orders.
 *
 * @param from first day of receipt, null = from the beginning
 * @param to last day of receipt, null = to the end
 * @param contacts whether names and phones of requesters are opened; every such export is audited with the reason
 */
public record ExportHotline(
        String source,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean contacts,
        @Nullable String reason) {}
