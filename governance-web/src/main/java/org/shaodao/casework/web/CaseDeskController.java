package org.shaodao.casework.web;

import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The desk's actions: ask, accept, decline, handle itself, dispatch, forward, escalate. */
@Controller
@RequiredArgsConstructor
class CaseDeskController {

    private final CaseDesk desk;
    private final CasePage page;

    @PostMapping("/cases/{id}/accept")
    Object accept(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        if (form.getCategory() == null && !errors.hasFieldErrors("category")) {
            errors.rejectValue("category", "casework.category-missing");
        }
        return page.perform(actor, id, CaseAction.ACCEPT, form, errors, flash, () -> {
            if (form.isDispatchToo()) {
                desk.acceptAndDispatch(
                        actor, Objects.requireNonNull(form.getCategory()), form.isUrgent(), form.toDispatch(id));
            } else {
                desk.accept(actor, id, form.getVersion(), Objects.requireNonNull(form.getCategory()), form.isUrgent());
            }
        });
    }

    @PostMapping("/cases/{id}/request-info")
    Object requestInfo(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REQUEST_INFO,
                form,
                errors,
                flash,
                () -> desk.requestInfo(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/decline")
    Object decline(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(actor, id, CaseAction.DECLINE, form, errors, flash, () -> {
            RuleViolation.require(form.getDeclineReason() != null, "casework.reason-missing");
            desk.decline(actor, id, form.getVersion(), Objects.requireNonNull(form.getDeclineReason()), form.words());
        });
    }

    @PostMapping("/cases/{id}/handle-self")
    Object handleSelf(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.HANDLE_SELF,
                form,
                errors,
                flash,
                () -> desk.handleSelf(actor, id, form.getVersion(), form.getLimitClass(), form.getText()));
    }

    @PostMapping("/cases/{id}/dispatch")
    Object dispatch(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor, id, CaseAction.DISPATCH, form, errors, flash, () -> desk.dispatch(actor, form.toDispatch(id)));
    }

    @PostMapping("/cases/{id}/forward")
    Object forward(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor, id, CaseAction.FORWARD, form, errors, flash, () -> desk.forward(actor, form.toDispatch(id)));
    }

    @PostMapping("/cases/{id}/escalate")
    Object escalate(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.ESCALATE,
                form,
                errors,
                flash,
                () -> desk.escalate(actor, id, form.getVersion(), form.words()));
    }
}
