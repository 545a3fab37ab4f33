package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.GridExport;
import org.shaodao.organisation.service.GridWorkbook;
import org.shaodao.organisation.service.ImportJobs;
import org.shaodao.organisation.service.ImportRuns;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PreparedImport;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Grids, posts and people as a workbook, out and in. */
@Controller
@RequiredArgsConstructor
class GridImportController {

    private static final int SHOWN = 100;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final GridWorkbook workbook;
    private final GridExport template;
    private final ImportRuns runs;
    private final ImportJobs jobs;
    private final OrganisationAccess access;

    @GetMapping("/imports/grids")
    String form(@CurrentActor Actor actor, Model model) {
        requireAllowed(actor);
        return page(actor, model);
    }

    @PostMapping("/imports/grids")
    String take(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @CurrentActor Actor actor,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        requireAllowed(actor);
        try {
            RuleViolation.require(file != null && !file.isEmpty(), "table.empty");
            PreparedImport prepared = workbook.prepare(
                    java.util.Objects.requireNonNull(file), ImportPages.nameOf(file), actor, dryRun, locale);
            jobs.start(prepared);
            return "redirect:/imports/grids/" + prepared.run();
        } catch (RuleViolation unusable) {
            model.addAttribute("problem", unusable);
            response.setStatus(422);
            return page(actor, model);
        }
    }

    @GetMapping("/imports/grids/{run}")
    String show(@PathVariable UUID run, @CurrentActor Actor actor, Model model) {
        requireAllowed(actor);
        model.addAttribute("run", runs.find(run, GridWorkbook.KIND, actor).orElseThrow(() -> new NotFound("import")));
        model.addAttribute("errors", runs.errors(run, SHOWN));
        model.addAttribute("base", "/imports/grids");
        model.addAttribute("hasFile", runs.file(run).isPresent());
        return "organisation/import-run";
    }

    @GetMapping("/imports/grids/{run}/errors")
    ResponseEntity<byte[]> errors(@PathVariable UUID run, @CurrentActor Actor actor) {
        requireAllowed(actor);
        runs.find(run, GridWorkbook.KIND, actor).orElseThrow(() -> new NotFound("import"));
        byte[] file = runs.file(run).orElseThrow(() -> new NotFound("file"));
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("errors.xlsx"))
                .body(file);
    }

    @GetMapping("/imports/grids/template")
    void export(@CurrentActor Actor actor, HttpServletResponse response) throws IOException {
        requireAllowed(actor);
        response.setContentType(XLSX.toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment("grids.xlsx"));
        template.write(access.people(actor), response.getOutputStream());
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("runs", runs.latest(GridWorkbook.KIND, actor));
        return "organisation/import-grids";
    }

    private void requireAllowed(Actor actor) {
        if (!access.edits(actor)) {
            throw new Forbidden("organisation.import.grids");
        }
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }
}
