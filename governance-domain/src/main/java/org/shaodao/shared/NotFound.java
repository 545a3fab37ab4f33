package org.shaodao.shared;

import java.io.Serial;

/** Nothing there, or nothing there for you: one answer for both, so that existence does not leak. Answered with 404. */
public class NotFound extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public NotFound(String what) {
        super(what);
    }
}
