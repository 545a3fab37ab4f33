package org.shaodao.casework.web;

import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.VoidReason;
import org.shaodao.casework.service.CaseLinksReading;
import org.shaodao.casework.service.CaseLinksReading.Links;
import org.shaodao.casework.service.CaseVoiding;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Voiding a case: one person asks with a reason, another one confirms or refuses (T27). */
@Controller
@RequiredArgsConstructor
class CaseVoidController {

    private final CaseLinksReading links;
    private final CaseVoiding voiding;

    @GetMapping("/cases/{id}/void")
    String page(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        Links here = links.of(actor, id);
        CaseLinkController.require(here.mayVoid(), CaseAction.VOID);
        form.setVersion(here.version());
        return fill(here, model);
    }

    @PostMapping("/cases/{id}/void")
    Object ask(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return done(
                actor,
                id,
                errors,
                flash,
                "casework.void.asked",
                () -> voiding.request(actor, id, form.getVersion(), form.getReason(), form.words()),
                model);
    }

    @PostMapping("/cases/{id}/void/confirm")
    Object confirm(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return done(
                actor,
                id,
                errors,
                flash,
                "casework.done.VOID",
                () -> voiding.confirm(actor, id, form.getVersion(), form.getText()),
                model);
    }

    @PostMapping("/cases/{id}/void/refuse")
    Object refuse(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return done(
                actor,
                id,
                errors,
                flash,
                "casework.void.refused",
                () -> voiding.refuse(actor, id, form.getVersion(), form.words()),
                model);
    }

    @PostMapping("/cases/{id}/void/take-back")
    Object takeBack(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseLinkForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return done(
                actor,
                id,
                errors,
                flash,
                "casework.void.taken-back",
                () -> voiding.takeBack(actor, id, form.getVersion()),
                model);
    }

    private Object done(
            Actor actor,
            CaseId id,
            BindingResult errors,
            RedirectAttributes flash,
            String notice,
            Runnable verb,
            Model model) {
        return CaseLinkController.done(
                id, errors, flash, CaseAction.VOID, notice, verb, () -> fill(links.of(actor, id), model), model);
    }

    private static String fill(Links here, Model model) {
        model.addAttribute("links", here);
        model.addAttribute(
                "reasons",
                Arrays.stream(VoidReason.values())
                        .filter(reason -> reason != VoidReason.MERGED)
                        .toList());
        return "casework/void";
    }
}
