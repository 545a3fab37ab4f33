package org.shaodao.shared;

import java.io.Serial;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone else was faster: who, what (a message key) and when. Answered with 409 before any rule (rulings 17). */
public class Conflict extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient @Nullable String who;
    private final @Nullable String whatKey;
    private final @Nullable Instant when;

    public Conflict(@Nullable String who, @Nullable String whatKey, @Nullable Instant when) {
        super("changed meanwhile");
        this.who = who;
        this.whatKey = whatKey;
        this.when = when;
    }

    public @Nullable String who() {
        return who;
    }

    public @Nullable String whatKey() {
        return whatKey;
    }

    public @Nullable Instant when() {
        return when;
    }
}
