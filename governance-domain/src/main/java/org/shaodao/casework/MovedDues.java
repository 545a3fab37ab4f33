package org.shaodao.casework;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an extension or the end of a suspension moves the due times of a case and of its running order (rulings 10). The
 * rules beside the clocks stay: a calendar that arrives finds the grants in their own records (rulings 15).
 *
 * @param caseDue the case's one overall due time, with {@code caseYellow}
 * @param stageDue the clock of the present stage, with {@code stageYellow}
 * @param orderDue the running order's own due time
 */
public record MovedDues(
        @Nullable Instant caseDue,
        @Nullable Instant caseYellow,
        @Nullable Instant stageDue,
        @Nullable Instant stageYellow,
        @Nullable Instant orderDue) {}
