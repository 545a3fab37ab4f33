package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.deadline.service.LimitClasses;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The limit classes: how long each kind of matter may take. */
@Controller
@RequestMapping("/calendar/limits")
@RequiredArgsConstructor
class LimitController {

    private final Calendars calendars;
    private final LimitClasses limitClasses;

    record Row(String code, LimitText handling, LimitText contact, LimitText sign, LimitText accept) {

        static Row of(LimitClass limits) {
            return new Row(
                    limits.code(),
                    LimitText.of(limits.handling()),
                    LimitText.of(limits.contact()),
                    LimitText.of(limits.sign()),
                    LimitText.of(limits.accept()));
        }
    }

    @GetMapping
    String list(@CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireReader(actor);
        List<Row> rows = calendars.limitClasses().stream().map(Row::of).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("editable", actor.has(Role.DISTRICT_SUPERVISOR));
        return "catalogue/limits";
    }

    @GetMapping("/edit")
    String show(@RequestParam String code, @CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireEditor(actor);
        long version = limitClasses.version(code).orElseThrow(() -> new NotFound("limit-class"));
        calendars.refresh();
        model.addAttribute("form", LimitForm.from(calendars.limitClass(code), version));
        return form(code, model);
    }

    @PostMapping("/edit")
    String change(
            @RequestParam String code,
            @Valid @ModelAttribute("form") LimitForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        if (limitClasses.version(code).isEmpty()) {
            throw new NotFound("limit-class");
        }
        if (!errors.hasErrors()) {
            try {
                limitClasses.change(
                        form.toLimits(code), form.getVersion(), actor.account().value());
                flash.addFlashAttribute("notice", "catalogue.saved");
                return "redirect:/calendar/limits";
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(code, model);
    }

    private static String form(String code, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("modes", LimitMode.values());
        return "catalogue/limit";
    }
}
