package org.shaodao.shared;

import java.io.Serial;

/** A function this person's posts do not grant; names the function's message key. Answered with 403. */
public class Forbidden extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public Forbidden(String functionKey) {
        super(functionKey);
    }
}
