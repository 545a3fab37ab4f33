package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.DivisionImport;
import org.shaodao.organisation.service.ImportJobs;
import org.shaodao.organisation.service.ImportRuns;
import org.shaodao.organisation.service.PreparedImport;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Import of a city's divisions in the browser. */
@Controller
@RequiredArgsConstructor
class DivisionImportController {

    private static final int SHOWN = 100;

    private final DivisionImport divisions;
    private final ImportRuns runs;
    private final ImportJobs jobs;

    @GetMapping("/imports/divisions")
    String form(@CurrentActor Actor actor, Model model) {
        requireAllowed(actor);
        return page(actor, model);
    }

    @PostMapping("/imports/divisions")
    String take(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            Model model) {
        requireAllowed(actor);
        try {
            RuleViolation.require(file != null && !file.isEmpty(), "table.empty");
            PreparedImport prepared =
                    divisions.prepare(java.util.Objects.requireNonNull(file), ImportPages.nameOf(file), actor, dryRun);
            jobs.start(prepared);
            return "redirect:/imports/divisions/" + prepared.run();
        } catch (RuleViolation unusable) {
            model.addAttribute("problem", unusable);
            response.setStatus(422);
            return page(actor, model);
        }
    }

    @GetMapping("/imports/divisions/{run}")
    String show(@PathVariable UUID run, @CurrentActor Actor actor, Model model) {
        requireAllowed(actor);
        model.addAttribute("run", runs.find(run, DivisionImport.KIND, actor).orElseThrow(() -> new NotFound("import")));
        model.addAttribute("errors", runs.errors(run, SHOWN));
        model.addAttribute("base", "/imports/divisions");
        model.addAttribute("hasFile", false);
        return "organisation/import-run";
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("runs", runs.latest(DivisionImport.KIND, actor));
        return "organisation/import-divisions";
    }

    private static void requireAllowed(Actor actor) {
        if (!DivisionImport.allowed(actor)) {
            throw new Forbidden("organisation.import.divisions");
        }
    }
}
