package org.shaodao.casework.service;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.GovernanceCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The limit of a case from the window for what cannot be got done, where the desk names none (feature A4.5). */
@Component
@RequiredArgsConstructor
class WindowLimits {

    private final JdbcClient jdbc;

    /** The named class, else the one the leader chose, else five working days; other cases keep what was named. */
    @Nullable
    String named(GovernanceCase kase, @Nullable String named) {
        if (named != null && !named.isBlank() || kase.getSource() != CaseSource.CANNOT_BE_DONE_WINDOW) {
            return named;
        }
        return jdbc.sql("select limit_class from case_window where case_id = ?")
                .param(kase.getId().value())
                .query(String.class)
                .optional()
                .orElse(WindowCases.GENERAL);
    }
}
