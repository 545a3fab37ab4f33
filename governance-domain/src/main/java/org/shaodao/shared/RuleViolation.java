package org.shaodao.shared;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/** A rule the user ran into; its key is a message key and its arguments fill the sentence. Answered with 422. */
public class RuleViolation extends RuntimeException implements MessageSourceResolvable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient Object[] arguments;

    public RuleViolation(String key, @Nullable Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments.clone();
    }

    public String key() {
        return key;
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }

    @Override
    public Object[] getArguments() {
        return arguments == null ? new Object[0] : arguments.clone();
    }

    /** Throws unless {@code holds}. */
    public static void require(boolean holds, String key, @Nullable Object... arguments) {
        if (!holds) {
            throw new RuleViolation(key, arguments);
        }
    }
}
