package org.shaodao.whistle.web;

import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.NotFound;
import org.shaodao.whistle.Marks;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleResponseId;
import org.shaodao.whistle.service.WhistleAnswering;
import org.shaodao.whistle.service.WhistleDeciding;
import org.shaodao.whistle.service.WhistleDesk;
import org.shaodao.whistle.service.WhistleForming;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The steps of a whistle: those on the whistle, and those on one unit's response. */
@Controller
@RequiredArgsConstructor
class WhistleStepController {

    private final WhistleForming forming;
    private final WhistleDeciding deciding;
    private final WhistleAnswering answering;
    private final WhistleDesk desk;
    private final WhistlePage page;

    @PostMapping("/whistles/{id}/{step}")
    Object onWhistle(
            @PathVariable WhistleId id,
            @PathVariable("step") String slug,
            @ModelAttribute("form") WhistleStepForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        WhistleAction action = action(slug);
        WhistlePage.Verb verb = onWhistle(actor, id, action, form);
        if (verb == null) {
            throw new NotFound("step");
        }
        return page.perform(actor, id, slug, action, form, errors, flash, verb);
    }

    @PostMapping("/whistles/{id}/responses/{response}/{step}")
    Object onResponse(
            @PathVariable WhistleId id,
            @PathVariable WhistleResponseId response,
            @PathVariable("step") String slug,
            @ModelAttribute("form") WhistleStepForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        WhistleAction action = action(slug);
        WhistlePage.Verb verb = onResponse(actor, id, response, action, form);
        if (verb == null) {
            throw new NotFound("step");
        }
        if (action == WhistleAction.GRADE
                && (form.getSpeed() == null || form.getCooperation() == null || form.getResultMark() == null)
                && !errors.hasErrors()) {
            errors.reject("whistle.mark-range");
        }
        return page.perform(actor, id, slug + "." + response, action, form, errors, flash, verb);
    }

    private WhistlePage.@Nullable Verb onWhistle(Actor actor, WhistleId id, WhistleAction action, WhistleStepForm f) {
        long v = f.getVersion();
        return switch (action) {
            case DECLINE_PROPOSAL -> () -> forming.declineProposal(actor, id, v, f.words());
            case APPROVE -> () -> deciding.approve(actor, id, v, f.getText());
            case REFUSE -> () -> deciding.refuse(actor, id, v, f.words());
            case COORDINATE -> () -> deciding.coordinate(actor, id, v, f.words());
            case UPGRADE -> () -> deciding.upgrade(actor, id, v, f.getLevel(), f.words(), f.getCoordinator());
            case RECALL -> () -> deciding.recall(actor, id, v, f.words());
            case COUNTERSIGN -> () -> deciding.countersign(actor, id, v);
            case CLOSE -> () -> deciding.close(actor, id, v, f.words());
            case INVALIDATE -> () -> deciding.invalidate(actor, id, v, f.words());
            case ADD_RESPONDER -> () -> desk.addResponder(actor, id, v, f.getUnit(), f.words());
            case RECORD_HANDLING ->
                () -> answering.recordHandling(
                        actor, id, v, Objects.requireNonNullElse(f.getParticipants(), ""), f.words());
            case PLAN -> () -> answering.plan(actor, id, v, f.getUnit(), f.words(), f.instant());
            case FINISH_TASK -> () -> answering.finishTask(actor, id, v, f.getTask(), f.getText());
            case ASK_RESPONDER -> () -> answering.askResponder(actor, id, v, f.words());
            default -> null;
        };
    }

    private WhistlePage.@Nullable Verb onResponse(
            Actor actor, WhistleId id, WhistleResponseId r, WhistleAction action, WhistleStepForm f) {
        long v = f.getVersion();
        return switch (action) {
            case SIGN -> () -> answering.sign(actor, id, r, v, f.who(), Objects.requireNonNullElse(f.getPhone(), ""));
            case CONTACT -> () -> answering.contact(actor, id, r, v, f.getText());
            case OBJECT ->
                () -> answering.object(
                        actor, id, r, v, f.words(), Objects.requireNonNullElse(f.getProposes(), ""), f.getBasis());
            case REPORT_IN -> () -> answering.reportIn(actor, id, r, v, f.instant(), f.who(), f.getMode());
            case NAME_DEPUTY -> () -> answering.nameDeputy(actor, id, r, v, f.getUnit());
            case FEED_BACK -> () -> answering.feedBack(actor, id, r, v, f.getResult(), f.words(), f.getBasis());
            case APPEAL -> () -> answering.appeal(actor, id, r, v, f.words());
            case DECIDE_OBJECTION -> () -> desk.decideObjection(actor, id, r, v, f.isUpheld(), f.words(), f.getUnit());
            case CONFIRM_ARRIVAL -> () -> desk.confirmArrival(actor, id, r, v);
            case DISPUTE_ARRIVAL ->
                () -> desk.disputeArrival(actor, id, r, v, f.isAbsent() ? null : f.instant(), f.words());
            case RELEASE -> () -> desk.release(actor, id, r, v, f.words());
            case NAME_LEAD -> () -> desk.nameLead(actor, id, r, v, f.words());
            case ACCEPT_FEEDBACK -> () -> desk.acceptFeedback(actor, id, r, v, f.getText());
            case SEND_BACK -> () -> desk.sendBack(actor, id, r, v, f.words());
            case GRADE -> () -> desk.grade(actor, id, r, v, marks(f), f.getText());
            case RETURN_MARKS -> () -> deciding.returnMarks(actor, id, r, v, f.words());
            case DECIDE_APPEAL -> () -> deciding.decideAppeal(actor, id, r, v, f.isUpheld(), f.words());
            default -> null;
        };
    }

    private static Marks marks(WhistleStepForm f) {
        return new Marks(
                Objects.requireNonNullElse(f.getSpeed(), -1),
                Objects.requireNonNullElse(f.getCooperation(), -1),
                Objects.requireNonNullElse(f.getResultMark(), -1));
    }

    private static WhistleAction action(String slug) {
        String name = slug.toUpperCase(Locale.ROOT).replace('-', '_');
        for (WhistleAction action : WhistleAction.values()) {
            if (action.name().equals(name)) {
                return action;
            }
        }
        throw new NotFound("step");
    }
}
