package org.shaodao.casework.web;

import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.Satisfaction;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseFiling;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSupervision;
import org.shaodao.casework.service.FileChecking;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The actions of the handling unit, the verifier, the follow-up desk and the reporter. */
@Controller
@RequiredArgsConstructor
class CaseHandlingController {

    private final CaseHandling handling;
    private final CaseClosing closing;
    private final CaseReporting reporting;
    private final CaseSupervision supervision;
    private final CaseFiling filing;
    private final FileChecking checking;
    private final CasePage page;

    @PostMapping("/cases/{id}/sign")
    Object sign(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.SIGN,
                form,
                errors,
                flash,
                () -> handling.sign(
                        actor,
                        id,
                        form.getVersion(),
                        Objects.requireNonNullElse(form.getPerson(), ""),
                        Objects.requireNonNullElse(form.getPhone(), "")));
    }

    @PostMapping("/cases/{id}/record-contact")
    Object recordContact(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.RECORD_CONTACT,
                form,
                errors,
                flash,
                () -> handling.recordContact(actor, id, form.getVersion(), form.isReached(), form.getText()));
    }

    @PostMapping("/cases/{id}/remind")
    Object remind(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor, id, CaseAction.REMIND, form, errors, flash, () -> supervision.remind(actor, id, form.getText()));
    }

    @PostMapping("/cases/{id}/resolve")
    Object resolve(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> parts,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        ResolutionKind kind = Objects.requireNonNullElse(form.getKind(), ResolutionKind.SOLVED);
        return page.perform(
                actor,
                id,
                CaseAction.RESOLVE,
                form,
                errors,
                flash,
                () -> filing.resolve(
                        actor,
                        id,
                        form.getVersion(),
                        form.words(),
                        kind,
                        form.isContacted(),
                        form.getMissing(),
                        checking.photos(ReceivedFiles.read(parts))));
    }

    @PostMapping("/cases/{id}/pass-verification")
    Object passVerification(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.PASS_VERIFICATION,
                form,
                errors,
                flash,
                () -> closing.passVerification(actor, id, form.getVersion(), form.getText()));
    }

    @PostMapping("/cases/{id}/fail-verification")
    Object failVerification(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.FAIL_VERIFICATION,
                form,
                errors,
                flash,
                () -> closing.failVerification(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/close")
    Object close(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        Satisfaction said = Objects.requireNonNullElse(form.getSatisfaction(), Satisfaction.NOT_RATED);
        return page.perform(
                actor,
                id,
                CaseAction.CLOSE,
                form,
                errors,
                flash,
                () -> closing.close(
                        actor,
                        id,
                        form.getVersion(),
                        new CaseClosing.FollowUp(
                                form.isReached(), form.isContacted(), form.isSolved(), said, form.getText())));
    }

    @PostMapping("/cases/{id}/redo")
    Object redo(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.REDO,
                form,
                errors,
                flash,
                () -> closing.redo(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/supply-info")
    Object supplyInfo(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.SUPPLY_INFO,
                form,
                errors,
                flash,
                () -> reporting.supplyInfo(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/withdraw")
    Object withdraw(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.WITHDRAW,
                form,
                errors,
                flash,
                () -> reporting.withdraw(actor, id, form.getVersion(), form.words()));
    }

    @PostMapping("/cases/{id}/settle-on-the-spot")
    Object settleOnTheSpot(
            @PathVariable CaseId id,
            @ModelAttribute("form") CaseActionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return page.perform(
                actor,
                id,
                CaseAction.SETTLE_ON_THE_SPOT,
                form,
                errors,
                flash,
                () -> reporting.settleOnTheSpot(actor, id, form.getVersion(), form.words()));
    }
}
