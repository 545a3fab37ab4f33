package org.shaodao.organisation.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code import-grids FILE}. */
@Component
@RequiredArgsConstructor
@Command(
        name = "import-grids",
        description = "Imports grids, posts and people; the export is the template / 导入网格、岗位和人员")
class ImportGridsCommand implements PlatformCommand {

    private static final int SHOWN = 50;

    private final GridWorkbook workbook;
    private final ImportRuns runs;
    private final MessageSource messages;

    @Parameters(paramLabel = "FILE", description = "xlsx, csv or tsv, gzipped or not")
    private @Nullable Path file;

    @Option(names = "--dry-run", description = "Checks the file and changes nothing")
    private boolean dryRun;

    @Option(names = "--errors", paramLabel = "FILE", description = "Writes the refused file with an error column here")
    private @Nullable Path errors;

    @Override
    public Integer call() throws IOException {
        Path path = java.util.Objects.requireNonNull(file);
        if (!Files.isReadable(path)) {
            System.err.println("Cannot read " + path);
            return ExitCode.UNUSABLE;
        }
        ImportOutcome outcome;
        try (Progress progress = new Progress("import-grids", 0)) {
            outcome = workbook.prepare(
                            new FileSystemResource(path),
                            path.getFileName().toString(),
                            Actor.system(),
                            dryRun,
                            Locale.getDefault())
                    .take(progress::to);
        } catch (RuleViolation unusable) {
            System.err.println(messages.getMessage(unusable, Locale.getDefault()));
            return ExitCode.UNUSABLE;
        }
        outcome.errors().stream()
                .limit(SHOWN)
                .forEach(error -> System.err.println(messages.getMessage(
                        "organisation.import.row",
                        new Object[] {
                            error.row(),
                            error.field() == null ? "" : error.field(),
                            messages.getMessage(error.key(), error.args().toArray(), Locale.getDefault())
                        },
                        Locale.getDefault())));
        if (errors != null && outcome.isRefused()) {
            Files.write(errors, runs.file(outcome.run()).orElse(new byte[0]));
        }
        System.out.println(messages.getMessage(
                outcome.isRefused() ? "organisation.import.refused" : "organisation.import.taken",
                new Object[] {
                    outcome.total(),
                    outcome.created() + outcome.changed(),
                    outcome.unchanged(),
                    outcome.errors().size()
                },
                Locale.getDefault()));
        return outcome.isRefused() ? ExitCode.ROWS_REFUSED : ExitCode.DONE;
    }
}
