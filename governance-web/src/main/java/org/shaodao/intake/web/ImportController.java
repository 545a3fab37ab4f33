package org.shaodao.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.ImportRunId;
import org.shaodao.intake.LineKind;
import org.shaodao.intake.service.HotlineErrors;
import org.shaodao.intake.service.HotlineJournal;
import org.shaodao.intake.service.ImportRun;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.table.TableWriter;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs of imports: the list, one run with its rows, its error file. */
@Controller
@RequestMapping("/imports")
@RequiredArgsConstructor
class ImportController {

    /** A running import asks for its page again after so many seconds; works without script. */
    private static final String REFRESH_SECONDS = "2";

    private final HotlineJournal runs;
    private final HotlineErrors errors;

    @GetMapping
    String list(@RequestParam(required = false) @Nullable UUID after, @CurrentActor Actor actor, Model model) {
        model.addAttribute("runs", runs.list(ImportAccess.scope(actor), after));
        return "intake/runs";
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable LineKind kind,
            @RequestParam(defaultValue = "0") int after,
            @CurrentActor Actor actor,
            Model model,
            HttpServletResponse response) {
        AreaScope scope = ImportAccess.scope(actor);
        ImportRun run = runs.run(scope, new ImportRunId(id));
        model.addAttribute("run", run);
        model.addAttribute("kind", kind);
        model.addAttribute("lines", runs.lines(scope, run, kind, after));
        model.addAttribute("mine", actor.account().value().equals(run.actorId()));
        if (run.running()) {
            response.setHeader("Refresh", REFRESH_SECONDS);
        }
        return "intake/run";
    }

    @GetMapping("/{id}/errors.xlsx")
    void errorsAsWorkbook(@PathVariable UUID id, @CurrentActor Actor actor, Locale locale, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        send(id, "errors.xlsx", actor, locale, response);
    }

    @GetMapping("/{id}/errors.csv")
    void errorsAsText(@PathVariable UUID id, @CurrentActor Actor actor, Locale locale, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        send(id, "errors.csv", actor, locale, response);
    }

    private void send(UUID id, String name, Actor actor, Locale locale, HttpServletResponse response)
            throws IOException {
        AreaScope scope = ImportAccess.scope(actor);
        ImportRun run = runs.run(scope, new ImportRunId(id));
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(run.source() + "-" + name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (TableWriter writer = TableWriter.of(name, response.getOutputStream(), "errors")) {
            errors.write(actor, scope, run, locale, writer);
        }
    }
}
