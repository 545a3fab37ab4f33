package org.shaodao.whistle.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.FeedbackResult;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistlePhase;
import org.shaodao.whistle.WhistleResponseId;
import org.shaodao.whistle.service.WhistleQueue;
import org.shaodao.whistle.service.WhistleSheet;
import org.shaodao.whistle.service.WhistleSheets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Fills the page of a whistle and takes one step on it: done → back to the page, refused → the form with what was typed. */
@Component
@RequiredArgsConstructor
class WhistlePage {

    /** The order in which steps are offered; the first that waits is shown with its form. */
    private static final List<WhistleAction> OFFERED = List.of(
            WhistleAction.SIGN,
            WhistleAction.APPROVE,
            WhistleAction.COUNTERSIGN,
            WhistleAction.CLOSE,
            WhistleAction.ADOPT,
            WhistleAction.DECIDE_OBJECTION,
            WhistleAction.DECIDE_APPEAL,
            WhistleAction.REPORT_IN,
            WhistleAction.FEED_BACK,
            WhistleAction.ACCEPT_FEEDBACK,
            WhistleAction.GRADE,
            WhistleAction.COORDINATE,
            WhistleAction.CONFIRM_ARRIVAL,
            WhistleAction.DISPUTE_ARRIVAL,
            WhistleAction.RECORD_HANDLING,
            WhistleAction.PLAN,
            WhistleAction.FINISH_TASK,
            WhistleAction.APPEAL,
            WhistleAction.ADD_RESPONDER,
            WhistleAction.ASK_RESPONDER,
            WhistleAction.SEND_BACK,
            WhistleAction.RETURN_MARKS,
            WhistleAction.CONTACT,
            WhistleAction.OBJECT,
            WhistleAction.NAME_LEAD,
            WhistleAction.NAME_DEPUTY,
            WhistleAction.RELEASE,
            WhistleAction.UPGRADE,
            WhistleAction.RECALL,
            WhistleAction.REFUSE,
            WhistleAction.DECLINE_PROPOSAL,
            WhistleAction.BLOW_AGAIN,
            WhistleAction.INVALIDATE);

    /** Steps that lead to the form of a whistle instead of having one of their own here. */
    private static final Set<WhistleAction> LINKS = Set.of(WhistleAction.ADOPT, WhistleAction.BLOW_AGAIN);

    /** Steps that turn something down or take it back: done by choice, never unfolded as what comes next. */
    private static final Set<WhistleAction> AGAINST = Set.of(
            WhistleAction.OBJECT,
            WhistleAction.SEND_BACK,
            WhistleAction.RETURN_MARKS,
            WhistleAction.RELEASE,
            WhistleAction.RECALL,
            WhistleAction.REFUSE,
            WhistleAction.DECLINE_PROPOSAL,
            WhistleAction.INVALIDATE);

    private static final Set<String> FIELDS =
            Set.of("text", "person", "phone", "basis", "proposes", "participants", "coordinator");

    private final WhistleSheets sheets;
    private final WhistleQueue queue;

    /** A verb that throws a rule where it cannot be done. */
    interface Verb {
        void run();
    }

    /** The page with the form of the step named {@code wanted}, or of the first that waits. */
    void fill(Actor actor, WhistleId id, @Nullable String wanted, WhistleStepForm form, Model model) {
        WhistleSheet sheet = sheets.sheet(actor, id);
        List<WhistleStep> steps = steps(sheet);
        Optional<WhistleStep> named =
                steps.stream().filter(step -> step.key().equals(wanted)).findFirst();
        WhistleStep unfolded = named.or(() ->
                        steps.stream().filter(step -> isWaiting(sheet, step)).findFirst())
                .orElse(null);
        if (form.getVersion() == 0 && form.getText() == null) {
            preset(actor, sheet, unfolded, form);
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("w", sheet.facts());
        model.addAttribute("form", form);
        model.addAttribute("steps", steps);
        model.addAttribute(
                "more",
                steps.stream()
                        .filter(step ->
                                step.response() == null && !step.equals(unfolded) || LINKS.contains(step.action()))
                        .toList());
        model.addAttribute("unfolded", unfolded == null || LINKS.contains(unfolded.action()) ? null : unfolded);
        model.addAttribute("answer", unfolded == null ? null : answer(sheet, unfolded.response()));
        model.addAttribute("modes", ArrivalMode.values());
        model.addAttribute("results", FeedbackResult.values());
        model.addAttribute("levels", above(sheet.facts().level()));
        model.addAttribute("units", units(sheet, unfolded));
        model.addAttribute("openTasks", openTasks(sheet));
        model.addAttribute("phases", WhistlePhase.values());
        model.addAttribute("seq", queue.changeOf(actor));
    }

    /** Takes the step. A rule it breaks is shown on the form (422); conflicts and missing rights have pages of their own. */
    Object perform(
            Actor actor,
            WhistleId id,
            String key,
            WhistleAction action,
            WhistleStepForm form,
            BindingResult errors,
            RedirectAttributes flash,
            Verb verb) {
        if (!errors.hasErrors()) {
            try {
                verb.run();
                flash.addFlashAttribute("notice", "whistle.done." + action.name());
                return "redirect:/whistles/" + id + (action == WhistleAction.GRADE ? nextToMark(actor, id, flash) : "");
            } catch (RuleViolation rule) {
                Refusal.show(rule, FIELDS, errors);
            }
        }
        ModelAndView page = new ModelAndView("whistle/show", HttpStatus.UNPROCESSABLE_CONTENT);
        ExtendedModelMap model = new ExtendedModelMap();
        if (form.getText() == null) {
            form.setText("");
        }
        fill(actor, id, key, form, model);
        page.addAllObjects(model);
        page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return page;
    }

    /** After one unit's marks the form of the next unit without any, with how many are left. */
    private String nextToMark(Actor actor, WhistleId id, RedirectAttributes flash) {
        WhistleSheet sheet = sheets.sheet(actor, id);
        List<WhistleStep> left = steps(sheet).stream()
                .filter(step -> step.action() == WhistleAction.GRADE && isWaiting(sheet, step))
                .toList();
        if (left.isEmpty()) {
            return "";
        }
        flash.addFlashAttribute("notice", "whistle.marks.next");
        flash.addFlashAttribute(
                "noticeArguments", new Object[] {left.size(), left.get(0).unit()});
        return "?do=" + left.get(0).key() + "#action";
    }

    /** Whether a step is one to unfold by itself: no link, nothing against somebody, and no marks that are there already. */
    private static boolean isWaiting(WhistleSheet sheet, WhistleStep step) {
        WhistleSheet.Answer answer = answer(sheet, step.response());
        return !LINKS.contains(step.action())
                && !AGAINST.contains(step.action())
                && (step.action() != WhistleAction.GRADE || answer != null && answer.isToMark());
    }

    private static List<WhistleStep> steps(WhistleSheet sheet) {
        List<WhistleStep> steps = new ArrayList<>();
        for (WhistleAction action : OFFERED) {
            if (sheet.actions().contains(action)) {
                steps.add(new WhistleStep(action, null, null));
            }
            for (WhistleSheet.Answer answer : sheet.answers()) {
                if (sheet.answerActions().getOrDefault(answer.id(), Set.of()).contains(action)) {
                    steps.add(new WhistleStep(action, answer.id(), answer.unit()));
                }
            }
        }
        return steps;
    }

    private static void preset(Actor actor, WhistleSheet sheet, @Nullable WhistleStep unfolded, WhistleStepForm form) {
        form.setVersion(sheet.facts().version());
        WhistleSheet.Answer answer = unfolded == null ? null : answer(sheet, unfolded.response());
        if (answer == null || unfolded == null) {
            return;
        }
        form.setPerson(answer.contactPerson() == null ? actor.name() : answer.contactPerson());
        form.setPhone(answer.contactPhone() == null ? answer.dutyPhone() : answer.contactPhone());
        form.setMode(sheet.facts().reportInMode());
        form.setSpeed(answer.speedMark());
        form.setCooperation(answer.cooperationMark());
        form.setResultMark(answer.resultMark());
        if (unfolded.action() == WhistleAction.GRADE) {
            form.setText(answer.markComment());
        }
    }

    private static WhistleSheet.@Nullable Answer answer(WhistleSheet sheet, @Nullable WhistleResponseId id) {
        return sheet.answers().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static List<WhistleLevel> above(WhistleLevel level) {
        return Arrays.stream(WhistleLevel.values())
                .filter(one -> one.isAbove(level))
                .toList();
    }

    private static Map<String, String> units(WhistleSheet sheet, @Nullable WhistleStep unfolded) {
        Map<String, String> options = new LinkedHashMap<>();
        if (unfolded != null && unfolded.action() == WhistleAction.PLAN) {
            sheet.answers().stream()
                    .filter(one -> one.releasedAt() == null)
                    .forEach(one -> options.put(one.unitId().toString(), one.unit()));
        } else {
            sheet.callable().forEach(unit -> options.put(unit.id().toString(), unit.name()));
        }
        return options;
    }

    private static Map<String, String> openTasks(WhistleSheet sheet) {
        Map<String, String> options = new LinkedHashMap<>();
        sheet.tasks().stream()
                .filter(task -> task.doneAt() == null)
                .forEach(task -> options.put(task.id().toString(), task.unit() + ":" + task.task()));
        return options;
    }
}
