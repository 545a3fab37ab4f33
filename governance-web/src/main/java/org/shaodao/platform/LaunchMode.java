package org.shaodao.platform;

/** The Spring profiles that say how the process was started. */
public final class LaunchMode {

    /** Serving on the embedded database, with the demonstration district. */
    public static final String DEMO_PROFILE = "demo";

    /** Running one sub-command. */
    public static final String COMMAND_PROFILE = "command";

    private LaunchMode() {}
}
