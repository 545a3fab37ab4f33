package org.shaodao.shared.spreadsheet;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;

/** A file that cannot be taken at all: wrong format, too large, broken. Answered with 422, exit code 2. */
public class UnreadableSpreadsheet extends RuleViolation {

    @Serial
    private static final long serialVersionUID = 1;

    public UnreadableSpreadsheet(String key, @Nullable Object... arguments) {
        super(key, arguments);
    }
}
