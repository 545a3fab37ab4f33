package org.shaodao.intake.service;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.shared.command.Progress;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export-hotline --source=… --to FILE}. */
@Component
@RequiredArgsConstructor
@Command(
        name = "export-hotline",
        description = "Writes the orders of a hotline in the columns they came in, with what became of them / 导出热线工单")
class ExportHotlineCommand implements PlatformCommand {

    private final HotlineExporting exporting;
    private final MessageSource messages;

    @Option(names = "--source", required = true, paramLabel = "NAME", description = "Name of the hotline")
    private @Nullable String source;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "xlsx, or csv by any other ending")
    private @Nullable Path target;

    @Option(names = "--from-date", paramLabel = "YYYY-MM-DD", description = "First day of receipt")
    private @Nullable LocalDate from;

    @Option(names = "--to-date", paramLabel = "YYYY-MM-DD", description = "Last day of receipt")
    private @Nullable LocalDate to;

    @Option(names = "--with-contacts", description = "Opens names and phones of requesters; needs --reason, is audited")
    private boolean contacts;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why the contacts are needed")
    private @Nullable String reason;

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(target);
        String name = Objects.requireNonNull(source);
        if (!exporting.knows(name)) {
            System.err.println(messages.getMessage("intake.no-such-source", new Object[] {name}, Locale.getDefault()));
            return ExitCode.UNUSABLE;
        }
        Path half = path.resolveSibling(path.getFileName() + ".part");
        try {
            int count;
            try (Progress progress = new Progress("export-hotline", 0);
                    OutputStream out = Files.newOutputStream(half);
                    TableWriter writer = TableWriter.of(path.toString(), out, name)) {
                count = exporting.export(
                        Actor.system(), new ExportHotline(name, from, to, contacts, reason), writer, progress::to);
            }
            Files.move(half, path, StandardCopyOption.REPLACE_EXISTING);
            System.out.println(messages.getMessage(
                    "intake.command.exported",
                    new Object[] {String.valueOf(count), path.toString()},
                    Locale.getDefault()));
            return ExitCode.DONE;
        } catch (RuleViolation refused) {
            delete(half);
            System.err.println(messages.getMessage(refused, Locale.getDefault()));
            return ExitCode.UNUSABLE;
        } catch (IOException | UncheckedIOException unwritable) {
            delete(half);
            System.err.println("Cannot write " + path);
            return ExitCode.UNUSABLE;
        }
    }

    private static void delete(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException left) {
            System.err.println("Left behind: " + half);
        }
    }
}
