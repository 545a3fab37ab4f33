package org.shaodao.casework;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an extension or the end of a suspension moves the due times of a case and of its running order (rulings 10).
 *
 * @param caseDue the case's one overall due time, with {@code caseYellow}
 * @param stageDue the clock of the present stage, with {@code stageYellow}
 * @param orderDue the running order's own due time
 * @param caseRule the limit the case's due time follows from now on, null = as before; {@code stageRule} that of the stage
 */
public record MovedDues(
        @Nullable Instant caseDue,
        @Nullable Instant caseYellow,
        @Nullable Instant stageDue,
        @Nullable Instant stageYellow,
        @Nullable Instant orderDue,
        @Nullable String caseRule,
        @Nullable String stageRule) {}
