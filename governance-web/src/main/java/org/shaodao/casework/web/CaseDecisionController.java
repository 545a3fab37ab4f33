package org.shaodao.casework.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseExclusions;
import org.shaodao.casework.service.CaseExtensions;
import org.shaodao.casework.service.CaseRequestsReading;
import org.shaodao.casework.service.CaseReturns;
import org.shaodao.casework.service.CaseSuspensions;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What desks, leaders and the district decide: the list of what waits, and the verbs that agree or do not. */
@Controller
@RequiredArgsConstructor
class CaseDecisionController {

    private final CasePage page;
    private final CaseRequestsReading requests;
    private final CaseReturns returns;
    private final CaseExtensions extensions;
    private final CaseSuspensions suspensions;
    private final CaseExclusions exclusions;

    @GetMapping("/cases/decisions")
    String waiting(@CurrentActor Actor actor, Model model) {
        if (!actor.has(DecisionCount.DECIDERS)) {
            throw new Forbidden("nav.decisions");
        }
        model.addAttribute("waiting", requests.waiting(actor));
        model.addAttribute("total", requests.count(actor));
        return "casework/decisions";
    }

    @PostMapping("/cases/{id}/recall-dispatch")
    Object recall(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.RECALL_DISPATCH,
                form,
                errors,
                flash,
                () -> returns.recall(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/approve-return")
    Object approveReturn(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.APPROVE_RETURN,
                form,
                errors,
                flash,
                () -> returns.approve(actor, form.toDispatch(id)));
    }

    @PostMapping("/cases/{id}/refuse-return")
    Object refuseReturn(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REFUSE_RETURN,
                form,
                errors,
                flash,
                () -> returns.refuse(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/extend")
    Object extend(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.EXTEND,
                form,
                errors,
                flash,
                () -> extensions.approve(actor, id, form.getVersion(), form.getText()));
    }

    @PostMapping("/cases/{id}/refuse-extension")
    Object refuseExtension(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REFUSE_EXTENSION,
                form,
                errors,
                flash,
                () -> extensions.refuse(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/suspend")
    Object suspend(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.SUSPEND,
                form,
                errors,
                flash,
                () -> suspensions.approve(actor, id, form.getVersion(), form.getText()));
    }

    @PostMapping("/cases/{id}/refuse-suspension")
    Object refuseSuspension(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REFUSE_SUSPENSION,
                form,
                errors,
                flash,
                () -> suspensions.refuse(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/resume")
    Object resume(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.RESUME,
                form,
                errors,
                flash,
                () -> suspensions.resume(actor, id, form.getVersion(), form.getText()));
    }

    @PostMapping("/cases/{id}/exclude")
    Object exclude(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.EXCLUDE,
                form,
                errors,
                flash,
                () -> exclusions.approve(actor, id, form.getVersion(), form.getText()));
    }

    @PostMapping("/cases/{id}/refuse-exclusion")
    Object refuseExclusion(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REFUSE_EXCLUSION,
                form,
                errors,
                flash,
                () -> exclusions.refuse(actor, id, form.getVersion(), form.words()));
    }
}
