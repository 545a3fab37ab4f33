package org.shaodao.organisation.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.shared.command.Progress;
import org.springframework.context.MessageSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import-divisions FILE}. */
@Component
@RequiredArgsConstructor
@Command(
        name = "import-divisions",
        description = "Imports a city from an NBS division list (code, parent_code, level, name, kind) / 导入行政区划")
class ImportDivisionsCommand implements PlatformCommand {

    private static final int SHOWN = 50;

    private final DivisionImport divisions;
    private final MessageSource messages;

    @Parameters(paramLabel = "FILE", description = "tsv, csv or xlsx, gzipped or not")
    private @Nullable Path file;

    @Option(names = "--dry-run", description = "Checks the file and changes nothing")
    private boolean dryRun;

    @Override
    public Integer call() {
        Path path = java.util.Objects.requireNonNull(file);
        if (!Files.isReadable(path)) {
            System.err.println("Cannot read " + path);
            return ExitCode.UNUSABLE;
        }
        ImportOutcome outcome;
        try (Progress progress = new Progress("import-divisions", 0)) {
            outcome = divisions.take(
                    new FileSystemResource(path), path.getFileName().toString(), Actor.system(), dryRun, progress::to);
        } catch (RuleViolation unusable) {
            System.err.println(messages.getMessage(unusable, Locale.getDefault()));
            return ExitCode.UNUSABLE;
        }
        show(outcome.errors());
        show(outcome.notes());
        System.out.println(messages.getMessage(
                outcome.isRefused() ? "organisation.import.refused" : "organisation.import.done",
                new Object[] {
                    outcome.total(),
                    outcome.created(),
                    outcome.unchanged(),
                    outcome.errors().size()
                },
                Locale.getDefault()));
        return outcome.isRefused() ? ExitCode.ROWS_REFUSED : ExitCode.DONE;
    }

    private void show(List<RowError> lines) {
        lines.stream()
                .limit(SHOWN)
                .forEach(error -> System.err.println(messages.getMessage(
                        "organisation.import.row",
                        new Object[] {
                            error.row(),
                            error.field() == null ? "" : error.field(),
                            messages.getMessage(error.key(), error.args().toArray(), Locale.getDefault())
                        },
                        Locale.getDefault())));
        if (lines.size() > SHOWN) {
            System.err.println("… " + (lines.size() - SHOWN));
        }
    }
}
