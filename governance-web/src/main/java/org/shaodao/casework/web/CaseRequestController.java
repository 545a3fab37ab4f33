package org.shaodao.casework.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseExclusions;
import org.shaodao.casework.service.CaseExtensions;
import org.shaodao.casework.service.CaseReturns;
import org.shaodao.casework.service.CaseSuspensions;
import org.shaodao.casework.service.CoHandlers;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What units ask for on the case page: returns, extensions, suspensions, exclusions; and co-handling. */
@Controller
@RequiredArgsConstructor
class CaseRequestController {

    private final CasePage page;
    private final CaseReturns returns;
    private final CaseExtensions extensions;
    private final CaseSuspensions suspensions;
    private final CaseExclusions exclusions;
    private final CoHandlers helpers;

    @PostMapping("/cases/{id}/request-return")
    Object requestReturn(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REQUEST_RETURN,
                form,
                errors,
                flash,
                () -> returns.request(
                        actor, id, form.getVersion(), form.getReturnReason(), form.getOwner(), form.words()));
    }

    @PostMapping("/cases/{id}/request-extension")
    Object requestExtension(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REQUEST_EXTENSION,
                form,
                errors,
                flash,
                () -> extensions.request(actor, id, form.getVersion(), form.wholeDays(), form.words(), form.getPlan()));
    }

    @PostMapping("/cases/{id}/propose-suspension")
    Object proposeSuspension(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.PROPOSE_SUSPENSION,
                form,
                errors,
                flash,
                () -> suspensions.propose(
                        actor, id, form.getVersion(), form.getSuspensionReason(), form.words(), form.reviewDay()));
    }

    @PostMapping("/cases/{id}/request-exclusion")
    Object requestExclusion(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REQUEST_EXCLUSION,
                form,
                errors,
                flash,
                () -> exclusions.request(actor, id, form.getVersion(), form.getExclusionReason(), form.words()));
    }

    @PostMapping("/cases/{id}/add-co-unit")
    Object addCoUnit(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.ADD_CO_UNIT,
                form,
                errors,
                flash,
                () -> helpers.add(actor, id, form.getVersion(), form.getOwner(), form.getText()));
    }

    @PostMapping("/cases/{id}/accept-help")
    Object acceptHelp(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.ACCEPT_HELP,
                form,
                errors,
                flash,
                () -> helpers.accept(actor, id, form.getVersion()));
    }

    @PostMapping("/cases/{id}/refuse-help")
    Object refuseHelp(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REFUSE_HELP,
                form,
                errors,
                flash,
                () -> helpers.refuse(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/feed-back")
    Object feedBack(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.FEED_BACK,
                form,
                errors,
                flash,
                () -> helpers.feedBack(actor, id, form.getVersion(), form.words()));
    }
}
