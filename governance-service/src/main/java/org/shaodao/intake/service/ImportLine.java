package org.shaodao.intake.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.LineKind;

/** What became of one row. {@code caseNumber} and {@code caseTitle}: the case it made or met, where there is one. */
public record ImportLine(
        int rowNo,
        LineKind kind,
        @Nullable String externalNumber,
        @Nullable UUID caseId,
        @Nullable String caseNumber,
        @Nullable String caseTitle,
        @Nullable String field,
        @Nullable String key,
        @Nullable String args) {

    /** Arguments of the message. */
    public Object[] arguments() {
        return args == null ? new Object[0] : args.split("\u001f", -1);
    }
}
