package org.shaodao.catalogue.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.deadline.service.OfficeHoursBook;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Office hours: the seasons of the year, and single days with hours of their own. */
@Controller
@RequestMapping("/calendar/hours")
@RequiredArgsConstructor
class OfficeHoursController {

    private final OfficeHoursBook book;
    private final Clock clock;

    @GetMapping
    String show(@CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireReader(actor);
        fill(actor, model);
        return "catalogue/hours";
    }

    @PostMapping
    Object setSeason(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String hours,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return change(
                actor,
                "season",
                from,
                hours,
                flash,
                () -> book.setSeason(from, hours, actor.account().value()));
    }

    @PostMapping("/remove")
    Object removeSeason(
            @RequestParam(defaultValue = "") String from, @CurrentActor Actor actor, RedirectAttributes flash) {
        return change(
                actor,
                "season",
                from,
                "",
                flash,
                () -> book.removeSeason(from, actor.account().value()));
    }

    @PostMapping("/day")
    Object setDay(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) @Nullable String hours,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return change(
                actor,
                "day",
                day,
                hours == null ? "" : hours,
                flash,
                () -> book.setDay(date(day), hours, actor.account().value()));
    }

    /** Does it; a rule it breaks is said beside the form with what was typed (422). */
    private Object change(
            Actor actor, String form, String when, String hours, RedirectAttributes flash, Runnable verb) {
        CatalogueEditing.requireEditor(actor);
        try {
            verb.run();
            flash.addFlashAttribute("notice", "deadline.hours.saved");
            return "redirect:/calendar/hours";
        } catch (RuleViolation rule) {
            ExtendedModelMap model = new ExtendedModelMap();
            fill(actor, model);
            model.addAttribute("refused", rule);
            model.addAttribute("form", form);
            model.addAttribute("when", when);
            model.addAttribute("typed", hours);
            ModelAndView page = new ModelAndView("catalogue/hours", HttpStatus.UNPROCESSABLE_ENTITY);
            page.addAllObjects(model);
            return page;
        }
    }

    private void fill(Actor actor, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.ID);
        model.addAttribute("seasons", book.seasons());
        model.addAttribute("halfDays", book.halfDays(today.withDayOfYear(1)));
        model.addAttribute("editable", actor.has(Role.DISTRICT_SUPERVISOR));
    }

    private static LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException unreadable) {
            throw new RuleViolation("deadline.file.date-invalid", typed);
        }
    }
}
