package org.shaodao.intake.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.ImportRunId;
import org.shaodao.intake.WantedColumns;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.shared.command.Progress;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.MessageSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import-hotline FILE --source=…}. */
@Component
@RequiredArgsConstructor
@Command(
        name = "import-hotline",
        description = "Imports hotline orders; every row becomes one case or one named row error / 导入热线工单")
class ImportHotlineCommand implements PlatformCommand {

    private static final int SHOWN = 30;

    private final HotlineImporting importing;
    private final HotlineErrors errors;
    private final HotlineJournal runs;
    private final Places places;
    private final MessageSource messages;

    @Parameters(paramLabel = "FILE", description = "xlsx, csv or tsv, gzipped or not")
    private @Nullable Path file;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME",
            description = "Name of the hotline; order numbers are unique within it")
    private @Nullable String source;

    @Option(names = "--dry-run", description = "Reads and checks everything, writes no case")
    private boolean dryRun;

    @Option(
            names = {"--street", "--place"},
            paramLabel = "CODE",
            description = "Code of the street (community, grid or district) for orders whose place is not known")
    private @Nullable String place;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN,…",
            description = "Columns by head, letter or number, where the head line says too little; "
                    + "for example number=A,received=受理时刻,description=5")
    private @Nullable String map;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "Writes the refused rows with their reasons (xlsx or csv)")
    private @Nullable Path errorFile;

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(file);
        if (!Files.isReadable(path)) {
            System.err.println("Cannot read " + path);
            return ExitCode.UNUSABLE;
        }
        FileSystemResource content = new FileSystemResource(path);
        try {
            WantedColumns wanted = WantedColumns.of(Objects.toString(map, ""));
            ImportRunId id = importing.begin(
                    Actor.system(),
                    new ImportHotline(
                            Objects.requireNonNull(source),
                            String.valueOf(path.getFileName()),
                            area(),
                            wanted,
                            dryRun,
                            null));
            ImportRun run;
            Progress[] progress = new Progress[1];
            run = importing.run(
                    id,
                    content,
                    total -> progress[0] = new Progress("import-hotline", total),
                    done -> Objects.requireNonNull(progress[0]).to(done));
            if (progress[0] != null) {
                progress[0].close();
            }
            return report(run, content);
        } catch (RuleViolation unusable) {
            System.err.println(messages.getMessage(unusable, Locale.getDefault()));
            return ExitCode.UNUSABLE;
        }
    }

    private @Nullable AreaId area() {
        if (place == null) {
            return null;
        }
        String code = place.strip();
        return places.byCode(code)
                .or(() -> places.byCode(code + "000"))
                .map(Place::id)
                .orElseThrow(() -> new RuleViolation("intake.no-such-place", code));
    }

    private int report(ImportRun run, FileSystemResource content) {
        if (!run.finished()) {
            System.err.println(messages.getMessage(
                    Objects.toString(run.messageKey(), "intake.run-failed"), run.arguments(), Locale.getDefault()));
            return ExitCode.UNUSABLE;
        }
        List<ImportLine> problems = runs.problems(new AreaScope.Everything(), run);
        problems.stream()
                .limit(SHOWN)
                .forEach(line -> System.err.println(messages.getMessage(
                        "intake.command.row",
                        new Object[] {
                            String.valueOf(line.rowNo()),
                            Objects.toString(line.externalNumber(), ""),
                            errors.sentence(line, Locale.getDefault())
                        },
                        Locale.getDefault())));
        if (problems.size() > SHOWN) {
            System.err.println("… " + (problems.size() - SHOWN));
        }
        if (errorFile != null) {
            try (OutputStream out = Files.newOutputStream(errorFile);
                    TableWriter writer = TableWriter.of(errorFile.toString(), out, "errors")) {
                errors.write(run, content, Locale.getDefault(), writer);
            } catch (IOException unwritable) {
                System.err.println("Cannot write " + errorFile);
            }
        }
        System.out.println(messages.getMessage(
                run.dryRun() ? "intake.command.dry" : "intake.command.done",
                new Object[] {
                    String.valueOf(run.total()),
                    String.valueOf(run.taken()),
                    String.valueOf(run.unchanged()),
                    String.valueOf(run.changed()),
                    String.valueOf(run.refused())
                },
                Locale.getDefault()));
        return run.refused() > 0 ? ExitCode.ROWS_REFUSED : ExitCode.DONE;
    }
}
