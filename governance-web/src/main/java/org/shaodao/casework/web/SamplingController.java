package org.shaodao.casework.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseSampling;
import org.shaodao.casework.service.ReportHandleSeparation;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Samples of what was settled on the spot, and the categories whose reporters do not handle. */
@Controller
@RequiredArgsConstructor
class SamplingController {

    private final CaseSampling sampling;
    private final ReportHandleSeparation separation;
    private final Categories categories;

    @GetMapping("/samples")
    String samples(@CurrentActor Actor actor, Model model) {
        if (!actor.has(Role.COMMUNITY_DESK, Role.STREET_DESK)) {
            throw new Forbidden("casework.sample.title");
        }
        model.addAttribute("sheet", sampling.sheet(actor));
        return "casework/samples";
    }

    @PostMapping("/samples/{id}")
    Object check(
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "false") boolean passed,
            @RequestParam(required = false) @Nullable String note,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        try {
            if (passed) {
                sampling.pass(actor, id, note);
            } else {
                sampling.fail(actor, id, note);
            }
            flash.addFlashAttribute("notice", "casework.sample.recorded");
            return "redirect:/samples";
        } catch (RuleViolation rule) {
            model.addAttribute("problem", rule);
            model.addAttribute("problemAt", id);
            model.addAttribute("typed", note);
            return new ModelAndView(samples(actor, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/separation")
    String separation(@CurrentActor Actor actor, Model model) {
        if (!actor.has(Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("casework.separation.title");
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            all.put(category.id().toString(), category.fullName());
        }
        model.addAttribute("all", all);
        model.addAttribute(
                "chosen",
                separation.separated().stream().map(CategoryId::toString).toList());
        return "casework/separation";
    }

    @PostMapping("/separation")
    String separate(
            @RequestParam(required = false) @Nullable Set<CategoryId> categories,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        separation.separate(actor, categories == null ? Set.of() : categories);
        flash.addFlashAttribute("notice", "casework.separation.saved");
        return "redirect:/separation";
    }
}
