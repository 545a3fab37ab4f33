package org.shaodao.casework.web;

import java.util.Objects;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Satisfaction;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseLinksReading;
import org.shaodao.casework.service.CaseLinksReading.Links;
import org.shaodao.casework.service.CaseMerging;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Two cases about one matter: merge with a preview, unmerge, call those who joined, take in a recurrence. */
@Controller
@RequiredArgsConstructor
class CaseLinkController {

    private final CaseSheets sheets;
    private final CaseLinksReading links;
    private final CaseMerging merging;
    private final CaseClosing closing;
    private final CaseReporting reporting;
    private final SimilarCases similar;
    private final DeskPlaces places;

    @GetMapping("/cases/{id}/merge")
    String choose(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String into,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        Links here = links.of(actor, id);
        require(here.mayMerge(), CaseAction.MERGE);
        if (into != null && !into.isBlank()) {
            try {
                preview(actor, id, merging.byNumber(actor, into), form, model);
            } catch (RuleViolation rule) {
                errors.reject(rule.key(), rule.getArguments(), null);
            }
        }
        model.addAttribute("typed", into);
        return fillMerge(actor, here, model);
    }

    @PostMapping("/cases/{id}/merge")
    Object merge(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        CaseId into = form.getTarget();
        return done(
                id,
                errors,
                flash,
                CaseAction.MERGE,
                () -> {
                    RuleViolation.require(into != null, "casework.merge-missing");
                    merging.merge(
                            actor,
                            id,
                            form.getVersion(),
                            Objects.requireNonNull(into),
                            form.getTargetVersion(),
                            form.getText());
                },
                () -> {
                    if (into != null) {
                        preview(actor, id, into, form, model);
                    }
                    return fillMerge(actor, links.of(actor, id), model);
                },
                model);
    }

    private void preview(Actor actor, CaseId id, CaseId into, CaseLinkForm form, Model model) {
        CaseLinksReading.Preview preview = links.preview(actor, id, into);
        form.setVersion(preview.version());
        form.setTarget(into);
        form.setTargetVersion(preview.intoVersion());
        model.addAttribute("preview", preview);
    }

    private String fillMerge(Actor actor, Links here, Model model) {
        CaseSheet.Facts facts = sheets.sheet(actor, here.id()).facts();
        model.addAttribute("links", here);
        model.addAttribute("c", facts);
        model.addAttribute("hints", similar.to(actor, here.matter()));
        return "casework/merge";
    }

    @GetMapping("/cases/{id}/unmerge")
    String unmergePage(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        Links here = links.of(actor, id);
        require(here.mayUnmerge(), CaseAction.UNMERGE);
        form.setVersion(here.version());
        model.addAttribute("links", here);
        return "casework/unmerge";
    }

    @PostMapping("/cases/{id}/unmerge")
    Object unmerge(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return done(
                id,
                errors,
                flash,
                CaseAction.UNMERGE,
                () -> merging.unmerge(actor, id, form.getVersion(), form.getText()),
                () -> {
                    model.addAttribute("links", links.of(actor, id));
                    return "casework/unmerge";
                },
                model);
    }

    @GetMapping("/cases/{id}/joined")
    String joinedPage(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        Links here = links.of(actor, id);
        require(here.mayFollowUp(), CaseAction.CLOSE);
        form.setVersion(here.version());
        form.setReached(true);
        form.setContacted(true);
        form.setSolved(true);
        return fillJoined(here, model);
    }

    @PostMapping("/cases/{id}/joined")
    Object followUpJoined(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return done(
                id,
                errors,
                flash,
                CaseAction.CLOSE,
                "casework.joined.done",
                () -> closing.followUpJoined(actor, id, form.getVersion(), form.getJoined(), form.followUp()),
                () -> fillJoined(links.of(actor, id), model),
                model);
    }

    private static String fillJoined(Links here, Model model) {
        model.addAttribute("links", here);
        model.addAttribute("satisfactions", Satisfaction.values());
        return "casework/joined";
    }

    @GetMapping("/cases/{id}/recur")
    String recurPage(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        Links here = links.of(actor, id);
        require(here.mayRecur(), CaseAction.RECUR);
        form.setVersion(here.version());
        form.setClientId(CaseId.next());
        form.setPlace(here.place());
        form.setAddress(here.matter().address());
        return fillRecur(actor, here, model);
    }

    @PostMapping("/cases/{id}/recur")
    Object recur(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        if (form.getPlace() == null && !errors.hasFieldErrors("place")) {
            errors.rejectValue("place", "casework.place-missing");
        }
        CaseId[] made = {id};
        Object answer = done(
                id,
                errors,
                flash,
                CaseAction.RECUR,
                () -> made[0] = reporting.recur(actor, id, form.getVersion(), form.recurrence()),
                () -> fillRecur(actor, links.of(actor, id), model),
                model);
        return answer instanceof String ? "redirect:/cases/" + made[0] : answer;
    }

    private String fillRecur(Actor actor, Links here, Model model) {
        model.addAttribute("links", here);
        model.addAttribute("c", sheets.sheet(actor, here.id()).facts());
        model.addAttribute("places", places.of(actor));
        model.addAttribute("sources", new TreeSet<>(CaseReporting.deskSources()));
        return "casework/recur";
    }

    static void require(boolean may, CaseAction action) {
        if (!may) {
            throw new Forbidden("CaseAction." + action.name());
        }
    }

    private static Object done(
            CaseId id,
            BindingResult errors,
            RedirectAttributes flash,
            CaseAction action,
            Runnable verb,
            java.util.function.Supplier<String> page,
            Model model) {
        return done(id, errors, flash, action, "casework.done." + action.name(), verb, page, model);
    }

    /** Runs the verb; a rule it breaks is shown on the same page with everything typed (422). */
    static Object done(
            CaseId id,
            BindingResult errors,
            RedirectAttributes flash,
            CaseAction action,
            String notice,
            Runnable verb,
            java.util.function.Supplier<String> page,
            Model model) {
        if (!errors.hasErrors()) {
            try {
                verb.run();
                flash.addFlashAttribute("notice", notice);
                return "redirect:/cases/" + id;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        ModelAndView answer = new ModelAndView(page.get(), HttpStatus.UNPROCESSABLE_ENTITY);
        answer.addAllObjects(model.asMap());
        answer.addObject("act", action);
        return answer;
    }

    private static void reject(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        if (arguments.length > 0 && rule.key().startsWith("shared.text") && arguments[0] instanceof String field) {
            String name = field.equals("reason") || field.equals("note") ? "text" : field;
            if (errors.getFieldType(name) != null) {
                errors.rejectValue(name, rule.key(), arguments, null);
                return;
            }
        }
        errors.reject(rule.key(), arguments, null);
    }
}
