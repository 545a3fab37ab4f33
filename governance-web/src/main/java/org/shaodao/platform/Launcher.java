package org.shaodao.platform;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.shaodao.shared.StartUpSummary;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/** Decides between serving and running one sub-command. Arguments with a dot in their name are settings. */
public final class Launcher {

    private final Class<?> application;

    public Launcher(Class<?> application) {
        this.application = application;
    }

    /** Serves and returns, or runs the sub-command and ends the process. */
    public void launch(String[] args) {
        speakUtf8();
        if (wantsCommand(args)) {
            System.exit(new CommandRunner(application).run(args));
        }
        serve(args);
    }

    static boolean wantsCommand(String[] args) {
        return Arrays.stream(args).anyMatch(arg -> !isSetting(arg));
    }

    /** {@code --server.port=9000} and its like go to the application, whatever the sub-command. */
    static boolean isSetting(String arg) {
        if (!arg.startsWith("--")) {
            return false;
        }
        int end = arg.indexOf('=');
        String name = end < 0 ? arg.substring(2) : arg.substring(2, end);
        return name.matches("[a-zA-Z][a-zA-Z0-9_-]*(\\.[a-zA-Z0-9_\\[\\]-]+)+") || name.equals("debug");
    }

    private void serve(String[] args) {
        SpringApplication spring = new SpringApplication(application);
        spring.addInitializers(context -> demoUnlessServerNamed(context.getEnvironment()));
        ConfigurableApplicationContext context = spring.run(args);
        summarise(context);
    }

    private static void demoUnlessServerNamed(ConfigurableEnvironment environment) {
        if (!StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            environment.addActiveProfile(LaunchMode.DEMO_PROFILE);
        }
    }

    private static void summarise(ConfigurableApplicationContext context) {
        String port = context.getEnvironment().getProperty("local.server.port", "?");
        StringBuilder text = new StringBuilder("\n  哨到 Shaodao   http://localhost:" + port + "/\n");
        context.getBeanProvider(StartUpSummary.class)
                .orderedStream()
                .map(StartUpSummary::lines)
                .flatMap(List::stream)
                .forEach(line -> text.append("  ").append(line).append('\n'));
        System.out.println(text);
    }

    private static void speakUtf8() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win")) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        }
    }
}
