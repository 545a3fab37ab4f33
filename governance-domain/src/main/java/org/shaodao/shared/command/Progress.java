package org.shaodao.shared.command;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A progress display on standard error: one line rewritten in place on a terminal, a line every few seconds elsewhere.
 * Close it to end the line.
 */
public final class Progress implements AutoCloseable {

    private static final long ON_TERMINAL_MILLIS = 200;
    private static final long ELSEWHERE_MILLIS = 5_000;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final long total;
    private final long begun;
    private long done;
    private long lastShown;
    private @Nullable String shown;

    /** Progress of {@code what}; {@code total} 0 or less = unknown. */
    public Progress(String what, long total) {
        this(what, total, System.err, System.console() != null);
    }

    Progress(String what, long total, PrintStream out, boolean terminal) {
        this.what = what;
        this.total = total;
        this.out = out;
        this.terminal = terminal;
        this.begun = System.nanoTime();
    }

    public void step() {
        to(done + 1);
    }

    /** Sets how much is done by now. */
    public void to(long now) {
        done = now;
        long millis = elapsedMillis();
        if (millis - lastShown >= (terminal ? ON_TERMINAL_MILLIS : ELSEWHERE_MILLIS)) {
            lastShown = millis;
            show();
        }
    }

    @Override
    public void close() {
        show();
        if (terminal) {
            out.println();
        }
        out.flush();
    }

    private long elapsedMillis() {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private void show() {
        String line = line();
        if (line.equals(shown)) {
            return;
        }
        shown = line;
        if (terminal) {
            out.print('\r' + line + "   ");
            out.flush();
        } else {
            out.println(line);
        }
    }

    private String line() {
        double seconds = Math.max(elapsedMillis(), 1) / 1000.0;
        String rate = String.format("%.0f/s", done / seconds);
        return total > 0
                ? String.format(
                        "%s %,d / %,d (%d %%, %.1f s, %s)", what, done, total, done * 100 / total, seconds, rate)
                : String.format("%s %,d (%.1f s, %s)", what, done, seconds, rate);
    }
}
