package org.shaodao.deliberation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deliberation.Attendance;
import org.shaodao.deliberation.MeetingId;
import org.shaodao.deliberation.MeetingState;
import org.shaodao.deliberation.service.MeetingBook;
import org.shaodao.deliberation.service.MeetingKeeping;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Joint meetings: the list, the sheet with its forms, the minutes on paper. */
@Controller
@RequestMapping("/meetings")
@RequiredArgsConstructor
class MeetingController {

    private final MeetingKeeping keeping;
    private final MeetingBook book;

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable MeetingState state,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        model.addAttribute("slice", book.list(actor, state, after));
        model.addAttribute("state", state);
        model.addAttribute("states", MeetingState.values());
        model.addAttribute("convenes", book.convenes(actor));
        return "deliberation/list";
    }

    @GetMapping("/{id}")
    String show(@PathVariable MeetingId id, @CurrentActor Actor actor, Model model) {
        return page(book.sheet(id, actor), actor, model);
    }

    /** The minutes as a document on A4. */
    @GetMapping("/{id}/paper")
    String paper(@PathVariable MeetingId id, @CurrentActor Actor actor, Model model) {
        model.addAttribute("sheet", book.sheet(id, actor));
        model.addAttribute("present", Attendance.PRESENT);
        model.addAttribute("excused", Attendance.EXCUSED);
        model.addAttribute("absent", Attendance.ABSENT);
        return "deliberation/paper";
    }

    @PostMapping("/{id}/cancel")
    String cancel(
            @PathVariable MeetingId id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam long version,
            @CurrentActor Actor actor) {
        keeping.cancel(id, reason, version, actor);
        return "redirect:/meetings/" + id;
    }

    @PostMapping("/{id}/attendance")
    String attendance(
            @PathVariable MeetingId id,
            @ModelAttribute("attendance") AttendanceForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            HttpServletResponse response) {
        return answer(id, errors, actor, model, response, () -> {
            keeping.recordAttendance(id, form.toCame(), form.getVersion(), actor);
        });
    }

    @PostMapping("/{id}/minutes")
    String minutes(
            @PathVariable MeetingId id,
            @ModelAttribute("minutes") MinutesForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            HttpServletResponse response) {
        return answer(id, errors, actor, model, response, () -> {
            keeping.keepMinutes(id, form.getMinutes(), form.getRecorder(), form.getVersion(), actor);
        });
    }

    @PostMapping("/{id}/resolutions")
    String resolve(
            @PathVariable MeetingId id,
            @ModelAttribute("resolution") ResolutionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            HttpServletResponse response) {
        return answer(id, errors, actor, model, response, () -> {
            RuleViolation.require(form.getOwner() != null, "deliberation.owner-missing");
            RuleViolation.require(form.getDueOn() != null, "deliberation.due-missing");
            keeping.resolve(
                    id,
                    form.getText(),
                    new UnitId(Objects.requireNonNull(form.getOwner())),
                    Objects.requireNonNull(form.getDueOn()),
                    form.getVersion(),
                    actor);
        });
    }

    @PostMapping("/{id}/resolutions/{resolution}/drop")
    String drop(
            @PathVariable MeetingId id,
            @PathVariable UUID resolution,
            @RequestParam long version,
            @CurrentActor Actor actor) {
        keeping.dropResolution(id, resolution, version, actor);
        return "redirect:/meetings/" + id;
    }

    /** Confirms the minutes. */
    @PostMapping("/{id}/close")
    String close(@PathVariable MeetingId id, @RequestParam long version, @CurrentActor Actor actor) {
        keeping.close(id, version, actor);
        return "redirect:/meetings/" + id;
    }

    private String answer(
            MeetingId id, BindingResult errors, Actor actor, Model model, HttpServletResponse response, Runnable verb) {
        MeetingBook.Sheet sheet = book.sheet(id, actor);
        if (!errors.hasErrors()) {
            try {
                verb.run();
                return "redirect:/meetings/" + id;
            } catch (RuleViolation violation) {
                MeetingForms.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return page(sheet, actor, model);
    }

    /** The sheet; a form that was sent stays as it was typed. */
    private String page(MeetingBook.Sheet sheet, Actor actor, Model model) {
        model.addAttribute("sheet", sheet);
        keep(model, "attendance", AttendanceForm.of(sheet));
        keep(model, "minutes", MinutesForm.of(sheet.facts()));
        ResolutionForm resolution = new ResolutionForm();
        resolution.setVersion(sheet.facts().version());
        keep(model, "resolution", resolution);
        model.addAttribute("ways", new Attendance[] {Attendance.PRESENT, Attendance.EXCUSED, Attendance.ABSENT});
        model.addAttribute(
                "owners",
                sheet.keeps() && sheet.state() == MeetingState.HELD ? book.units(actor) : java.util.List.of());
        return "deliberation/show";
    }

    private static void keep(Model model, String name, Object fresh) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, fresh);
        }
    }
}
