package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.AdmissionAction;
import org.shaodao.catalogue.AdmissionRequestId;
import org.shaodao.catalogue.AdmissionState;
import org.shaodao.catalogue.service.AdmissionBook;
import org.shaodao.catalogue.service.AdmissionOffice;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.ChangeEffects.Effect;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Requests to bring a matter into the list of communities or grids: asked, reviewed, decided, withdrawn. */
@Controller
@RequestMapping("/admissions")
@RequiredArgsConstructor
class AdmissionController {

    private final AdmissionBook book;
    private final AdmissionOffice office;
    private final Categories categories;
    private final Choices choices;
    private final Preview preview;

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable AdmissionState state,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        Slice<AdmissionBook.Row> slice = book.list(actor, state, after);
        model.addAttribute("slice", slice);
        model.addAttribute("any", state != null || after != null || !slice.isEmpty());
        model.addAttribute("state", state);
        model.addAttribute("states", AdmissionState.values());
        model.addAttribute("today", office.today());
        model.addAttribute("mayAsk", mayAsk(actor));
        return "catalogue/admissions";
    }

    @GetMapping("/new")
    String blank(@CurrentActor Actor actor, Locale locale, Model model) {
        AdmissionOffice.requireAsker(actor);
        model.addAttribute("form", new AdmissionForm());
        return form(locale, model);
    }

    @PostMapping("/new")
    String ask(
            @Valid @ModelAttribute("form") AdmissionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        AdmissionOffice.requireAsker(actor);
        if (!errors.hasErrors()) {
            try {
                AdmissionRequestId id = office.ask(actor, form.toWish());
                flash.addFlashAttribute("notice", "catalogue.admission.asked");
                return "redirect:/admissions/" + id;
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(locale, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable AdmissionRequestId id, @CurrentActor Actor actor, Model model) {
        AdmissionBook.requireReader(actor);
        AdmissionBook.Row row = book.find(actor, id);
        model.addAttribute("row", row);
        model.addAttribute("standing", row.standing(office.today()));
        model.addAttribute("verbs", office.actions(actor, row));
        return "catalogue/admission";
    }

    @PostMapping("/{id}")
    String act(
            @PathVariable AdmissionRequestId id,
            @RequestParam AdmissionAction action,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "false") boolean seen,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        AdmissionBook.requireReader(actor);
        try {
            Callable<Object> verb = () -> {
                perform(actor, id, version, action, note);
                return id;
            };
            if (action == AdmissionAction.APPROVE && !seen) {
                Effect effect = preview.effect(verb, actor);
                if (!effect.isNone()) {
                    model.addAttribute("effect", effect);
                    model.addAttribute("note", note);
                    return show(id, actor, model);
                }
            }
            perform(actor, id, version, action, note);
            flash.addFlashAttribute("notice", "catalogue.admission.event." + action);
            return "redirect:/admissions/" + id;
        } catch (RuleViolation violation) {
            model.addAttribute("problem", violation);
            model.addAttribute("note", note);
            response.setStatus(422);
            return show(id, actor, model);
        }
    }

    private void perform(Actor actor, AdmissionRequestId id, long version, AdmissionAction action, String note) {
        switch (action) {
            case REVIEW -> office.review(actor, id, version, note);
            case APPROVE -> office.approve(actor, id, version, note);
            case REFUSE -> office.refuse(actor, id, version, note);
            case WITHDRAW -> office.withdraw(actor, id, version, note);
            case ASK -> throw new RuleViolation("catalogue.admission.decided");
        }
    }

    private static boolean mayAsk(Actor actor) {
        return actor.postsWith(Role.RESPONDER).stream().anyMatch(post -> post.unitId() != null);
    }

    private String form(Locale locale, Model model) {
        Map<String, String> matters = new LinkedHashMap<>();
        categories
                .selectable()
                .forEach(
                        category -> matters.put(category.id().toString(), category.code() + " " + category.fullName()));
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : List.of("ASSIST", "LEAD")) {
            parts.put(part, choices.text("catalogue.admission.part." + part, locale));
        }
        model.addAttribute("matters", matters);
        model.addAttribute("parts", parts);
        model.addAttribute("levels", List.of(AreaLevel.COMMUNITY, AreaLevel.GRID));
        return "catalogue/admission-new";
    }
}
