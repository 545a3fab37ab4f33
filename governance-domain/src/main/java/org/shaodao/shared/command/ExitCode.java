package org.shaodao.shared.command;

/** How a sub-command ended. */
public final class ExitCode {

    /** Everything was done. */
    public static final int DONE = 0;

    /** The input was read, but rows of it were refused. */
    public static final int ROWS_REFUSED = 1;

    /** The options or the input could not be used; nothing was changed. */
    public static final int UNUSABLE = 2;

    private ExitCode() {}
}
