package org.shaodao.platform;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs one sub-command. Help and bad options are answered from the annotations alone; only then the application starts,
 * without opening a port and without timers, and the command runs as the system with the operator's name recorded.
 */
final class CommandRunner {

    /** Something went wrong that is neither the input's nor the options' fault. */
    static final int FAILED = 3;

    private final Class<?> application;

    CommandRunner(Class<?> application) {
        this.application = application;
    }

    int run(String[] args) {
        String[] settings = Arrays.stream(args).filter(Launcher::isSetting).toArray(String[]::new);
        String[] words =
                Arrays.stream(args).filter(arg -> !Launcher.isSetting(arg)).toArray(String[]::new);
        SpringObjenesis objenesis = new SpringObjenesis();
        CommandLine help = commandLine(new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return PlatformCommand.class.isAssignableFrom(type)
                        ? objenesis.newInstance(type, false)
                        : CommandLine.defaultFactory().create(type);
            }
        });
        ParseResult parsed;
        try {
            parsed = help.parseArgs(words);
        } catch (ParameterException unusable) {
            return help.getParameterExceptionHandler() == null ? ExitCode.UNUSABLE : complain(unusable);
        }
        Integer answered = CommandLine.executeHelpRequest(parsed);
        if (answered != null) {
            return answered;
        }
        if (!parsed.hasSubcommand()) {
            help.usage(System.err);
            return ExitCode.UNUSABLE;
        }
        return start(settings, words, name(parsed));
    }

    private static int complain(ParameterException unusable) {
        System.err.println(unusable.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(unusable, System.err);
        unusable.getCommandLine().usage(System.err);
        return ExitCode.UNUSABLE;
    }

    private static String name(ParseResult parsed) {
        return parsed.subcommand().commandSpec().name();
    }

    private int start(String[] settings, String[] words, String name) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--server.port=-1");
        all.add("--spring.datasource.hikari.data-source-properties.socketTimeout=0");
        SpringApplication spring = new SpringApplication(application);
        spring.setAdditionalProfiles(LaunchMode.COMMAND_PROFILE);
        spring.setLazyInitialization(true);
        spring.setLogStartupInfo(false);
        spring.setDefaultProperties(java.util.Map.of("logging.level.root", "warn"));
        ConfigurableApplicationContext context;
        try {
            context = spring.run(all.toArray(String[]::new));
        } catch (RuntimeException failure) {
            // Spring has told why on the log.
            return FAILED;
        }
        try (context) {
            CommandLine commands = commandLine(new CommandLine.IFactory() {
                @Override
                public <K> K create(Class<K> type) throws Exception {
                    return PlatformCommand.class.isAssignableFrom(type)
                            ? context.getBean(type)
                            : CommandLine.defaultFactory().create(type);
                }
            });
            commands.setExecutionExceptionHandler((failure, line, parsed) -> tell(context, failure));
            recordOperator(context, name);
            int code = commands.execute(words);
            if (code == ExitCode.DONE && name.equals(RestoreCommand.NAME)) {
                // The restored trail replaced the one that held the note.
                recordOperator(context, name);
            }
            return code;
        }
    }

    private static int tell(ConfigurableApplicationContext context, Exception failure) {
        if (failure instanceof RuleViolation rule) {
            System.err.println(context.getMessage(rule, Locale.getDefault()));
            return ExitCode.UNUSABLE;
        }
        if (failure instanceof java.nio.file.NoSuchFileException missing) {
            System.err.println("No such file: " + missing.getFile());
            return ExitCode.UNUSABLE;
        }
        failure.printStackTrace(System.err);
        return FAILED;
    }

    private static void recordOperator(ConfigurableApplicationContext context, String name) {
        Recorded event = new Recorded(
                "command",
                Ids.next(),
                null,
                "SYSTEM",
                null,
                context.getBean(Clock.class).instant(),
                "platform.command.run",
                List.of(name, "os-user:" + System.getProperty("user.name", "?")),
                null);
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> context.publishEvent(event));
    }

    private CommandLine commandLine(CommandLine.IFactory factory) {
        CommandLine root = new CommandLine(new Root(), factory);
        for (Class<?> type : commands()) {
            CommandLine sub = new CommandLine(type, factory);
            if (!sub.getCommandSpec().mixinStandardHelpOptions()) {
                sub.getCommandSpec().mixinStandardHelpOptions(true);
            }
            root.addSubcommand(sub);
        }
        root.setUsageHelpAutoWidth(true);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    private List<Class<?>> commands() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(PlatformCommand.class));
        ClassLoader loader = application.getClassLoader();
        List<Class<?>> found = new ArrayList<>();
        for (var candidate : scan.findCandidateComponents(application.getPackageName())) {
            found.add(ClassUtils.resolveClassName(Objects.requireNonNull(candidate.getBeanClassName()), loader));
        }
        found.sort(Comparator.comparing(type -> commandName(type)));
        return found;
    }

    private static String commandName(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        if (command == null) {
            throw new IllegalStateException(type.getName() + " lacks @Command");
        }
        return command.name();
    }

    @Command(
            name = "shaodao",
            description = {
                "Grid-based community governance: without a sub-command it serves.",
                "Settings (--server.port=9000, --shaodao.data=FOLDER, --spring.datasource.url=…) may stand anywhere."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:everything was done",
                "1:rows of the input were refused",
                "2:the options or the input could not be used; nothing was changed",
                "3:something else went wrong"
            })
    static final class Root {}

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = CommandRunner.class.getPackage().getImplementationVersion();
            return new String[] {"shaodao " + (version == null ? "(development)" : version)};
        }
    }
}
