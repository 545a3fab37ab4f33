package org.shaodao.organisation.service;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.ChangeKind;

/** One line of a thing's history, with names for the ids. */
public record HistoryLine(
        ChangeKind change,
        LocalDate effective,
        @Nullable String documentNo,
        @Nullable String oldName,
        @Nullable String newName,
        @Nullable String oldParent,
        @Nullable String newParent,
        @Nullable String actor,
        Instant at) {}
