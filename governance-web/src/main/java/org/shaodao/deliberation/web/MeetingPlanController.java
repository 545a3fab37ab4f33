package org.shaodao.deliberation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deliberation.MeetingId;
import org.shaodao.deliberation.MeetingSubject;
import org.shaodao.deliberation.service.MeetingBook;
import org.shaodao.deliberation.service.MeetingKeeping;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
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

/** Calling a meeting and changing one that was not held yet. */
@Controller
@RequestMapping("/meetings")
@RequiredArgsConstructor
class MeetingPlanController {

    private final MeetingKeeping keeping;
    private final MeetingBook book;
    private final Clock clock;

    /** From a case or a whistle the page is opened with its id and a title. */
    @GetMapping("/new")
    String ask(
            @RequestParam(required = false) @Nullable String subjectType,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable String title,
            @CurrentActor Actor actor,
            Model model) {
        PlanForm form = new PlanForm();
        form.setSubjectType(subjectType);
        form.setSubject(subject);
        form.setTitle(title == null ? "" : title.substring(0, Math.min(60, title.length())));
        model.addAttribute("form", form);
        return form(actor, null, model);
    }

    @PostMapping("/new")
    String call(
            @ModelAttribute("form") PlanForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        if (!errors.hasErrors()) {
            try {
                MeetingId id =
                        keeping.call(form.toPlan(), MeetingSubject.of(form.getSubjectType(), form.getSubject()), actor);
                flash.addFlashAttribute("notice", "deliberation.called");
                return "redirect:/meetings/" + id;
            } catch (RuleViolation violation) {
                MeetingForms.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(actor, null, model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable MeetingId id, @CurrentActor Actor actor, Model model) {
        MeetingBook.Sheet sheet = own(id, actor);
        model.addAttribute("form", PlanForm.of(sheet));
        return form(actor, sheet, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable MeetingId id,
            @ModelAttribute("form") PlanForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        MeetingBook.Sheet sheet = own(id, actor);
        if (!errors.hasErrors()) {
            try {
                keeping.change(id, form.toPlan(), form.getVersion(), actor);
                flash.addFlashAttribute("notice", "deliberation.changed");
                return "redirect:/meetings/" + id;
            } catch (RuleViolation violation) {
                MeetingForms.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(actor, sheet, model);
    }

    private MeetingBook.Sheet own(MeetingId id, Actor actor) {
        MeetingBook.Sheet sheet = book.sheet(id, actor);
        if (!sheet.keeps()) {
            throw new Forbidden("deliberation.keep");
        }
        return sheet;
    }

    private String form(Actor actor, MeetingBook.@Nullable Sheet sheet, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("choices", book.units(actor));
        model.addAttribute("people", book.partTimeMembers(actor, LocalDate.ofInstant(clock.instant(), Zone.ID)));
        return "deliberation/plan";
    }
}
