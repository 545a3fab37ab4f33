package org.shaodao.intake.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.LineKind;
import org.shaodao.intake.WantedColumns;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.MessageSource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;

/**
 * The row-level error file: the refused rows as they came, with the reason behind them, so that they can be mended and
 * imported again. Once the upload is gone, the reasons alone.
 */
@Service
@RequiredArgsConstructor
public class HotlineErrors {

    private final HotlineJournal runs;
    private final HotlineUploads uploads;
    private final MessageSource messages;

    /** Writes it in the language of the reader. */
    public void write(Actor actor, AreaScope scope, ImportRun run, Locale locale, TableWriter writer) {
        write(runs.problems(scope, run), run, original(actor, run), locale, writer);
    }

    /** Writes it from a file at hand, for commands. */
    public void write(ImportRun run, InputStreamSource file, Locale locale, TableWriter writer) {
        write(runs.problems(new AreaScope.Everything(), run), run, Optional.of(file), locale, writer);
    }

    /** The sentence of a line in one language. */
    public String sentence(ImportLine line, Locale locale) {
        String key = line.key();
        if (key == null) {
            return "";
        }
        String sentence = Objects.requireNonNull(messages.getMessage(key, line.arguments(), key, locale));
        return line.field() == null ? sentence : word("HotlineField." + line.field(), locale) + ": " + sentence;
    }

    private void write(
            List<ImportLine> problems,
            ImportRun run,
            Optional<InputStreamSource> original,
            Locale locale,
            TableWriter writer) {
        if (original.isPresent()) {
            withRows(problems, run, original.get(), locale, writer);
            return;
        }
        writer.row(List.of(
                word("intake.errors.row", locale),
                word("HotlineField.NUMBER", locale),
                word("intake.errors.result", locale),
                word("intake.errors.reason", locale)));
        for (ImportLine line : problems) {
            writer.row(java.util.Arrays.asList(
                    line.rowNo(), line.externalNumber(), result(line, locale), sentence(line, locale)));
        }
    }

    private void withRows(
            List<ImportLine> problems, ImportRun run, InputStreamSource file, Locale locale, TableWriter writer) {
        Map<Integer, ImportLine> byRow = new HashMap<>();
        problems.forEach(line -> byRow.put(line.rowNo(), line));
        try (HotlineSheet sheet =
                HotlineSheet.open(file, WantedColumns.of(Objects.toString(run.wantedColumns(), "")))) {
            int width = sheet.head().cells().size();
            List<@Nullable Object> head = new ArrayList<>(sheet.head().cells());
            head.add(word("intake.errors.row", locale));
            head.add(word("intake.errors.result", locale));
            head.add(word("intake.errors.reason", locale));
            writer.row(head);
            for (TableRow row = sheet.next(); row != null; row = sheet.next()) {
                ImportLine line = byRow.get(row.number());
                if (line != null) {
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (int i = 0; i < width; i++) {
                        cells.add(row.cell(i));
                    }
                    cells.add(row.number());
                    cells.add(result(line, locale));
                    cells.add(sentence(line, locale));
                    writer.row(cells);
                }
            }
        }
    }

    private Optional<InputStreamSource> original(Actor actor, ImportRun run) {
        try {
            return run.uploadId() == null
                    ? Optional.empty()
                    : Optional.of(uploads.find(actor, run.uploadId()).content());
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    private String result(ImportLine line, Locale locale) {
        return word(LineKind.class.getSimpleName() + "." + line.kind().name(), locale);
    }

    private String word(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
