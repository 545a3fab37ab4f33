package org.shaodao.whistle.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.JointMatterId;
import org.shaodao.whistle.JointMatterRights;
import org.shaodao.whistle.service.JointMatterBook;
import org.shaodao.whistle.service.JointMatterKeeping;
import org.springframework.context.MessageSource;
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

/** The templates of joint matters: the list, one to read, one to write (feature A3.25). */
@Controller
@RequestMapping("/joint-matters")
@RequiredArgsConstructor
class JointMatterController {

    private static final Set<String> FIELDS = Set.of("name", "problem");
    private static final int ROWS = 4;

    private final JointMatterBook book;
    private final JointMatterKeeping keeping;
    private final MessageSource messages;

    @GetMapping
    String list(@CurrentActor Actor actor, Model model) {
        if (!JointMatterRights.reads(actor)) {
            throw new Forbidden("whistle.matter.title");
        }
        model.addAttribute("rows", book.list(actor));
        model.addAttribute("keepers", book.keepers(actor));
        model.addAttribute("mayBlow", JointMatterRights.begins(actor));
        return "whistle/matters";
    }

    @GetMapping("/new")
    String blank(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable AreaId area,
            Model model,
            Locale locale) {
        JointMatterForm form = new JointMatterForm();
        form.setArea(area);
        return form(actor, form, 0, model, locale);
    }

    @PostMapping("/new")
    String add(
            @CurrentActor Actor actor,
            @ModelAttribute("form") JointMatterForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "save") String act,
            Model model,
            Locale locale,
            RedirectAttributes flash,
            HttpServletResponse response) {
        return save(actor, null, form, errors, act, model, locale, flash, response);
    }

    @GetMapping("/{matter}")
    String show(@PathVariable JointMatterId matter, @CurrentActor Actor actor, Model model, Locale locale) {
        JointMatterBook.Sheet sheet = book.sheet(actor, matter);
        model.addAttribute("sheet", sheet);
        model.addAttribute("mayBlow", JointMatterRights.begins(actor));
        return sheet.mine() ? form(actor, JointMatterForm.of(sheet), 1, model, locale) : "whistle/matter";
    }

    @PostMapping("/{matter}")
    String change(
            @PathVariable JointMatterId matter,
            @CurrentActor Actor actor,
            @ModelAttribute("form") JointMatterForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "save") String act,
            Model model,
            Locale locale,
            RedirectAttributes flash,
            HttpServletResponse response) {
        JointMatterBook.Sheet sheet = book.sheet(actor, matter);
        model.addAttribute("sheet", sheet);
        model.addAttribute("mayBlow", JointMatterRights.begins(actor));
        form.setArea(sheet.areaId());
        if (act.equals("retire") || act.equals("restore")) {
            keeping.offer(actor, matter, form.getVersion(), act.equals("restore"));
            flash.addFlashAttribute("notice", "whistle.matter.done." + act);
            return "redirect:/joint-matters";
        }
        return save(actor, matter, form, errors, act, model, locale, flash, response);
    }

    private String save(
            Actor actor,
            @Nullable JointMatterId matter,
            JointMatterForm form,
            BindingResult errors,
            String act,
            Model model,
            Locale locale,
            RedirectAttributes flash,
            HttpServletResponse response) {
        if (act.equals("more")) {
            return form(actor, form, ROWS, model, locale);
        }
        if (!errors.hasErrors()) {
            try {
                if (matter == null) {
                    keeping.add(actor, form.getArea(), form.getName(), form.getProblem(), form.steps());
                } else {
                    keeping.change(actor, matter, form.getVersion(), form.getName(), form.getProblem(), form.steps());
                }
                flash.addFlashAttribute("notice", "whistle.matter.done.save");
                return "redirect:/joint-matters";
            } catch (RuleViolation broken) {
                Refusal.show(broken, FIELDS, errors);
            }
        }
        response.setStatus(422);
        return form(actor, form, 0, model, locale);
    }

    private String form(Actor actor, JointMatterForm form, int more, Model model, Locale locale) {
        JointMatterBook.Choices choices = book.choices(actor, form.getArea());
        form.setArea(choices.keeper().id());
        form.grow(ROWS, more);
        Map<String, String> units = new LinkedHashMap<>();
        choices.units().forEach(unit -> units.put("unit:" + unit.id(), unit.name()));
        Map<String, String> kinds = new LinkedHashMap<>();
        for (JointMatterBook.Kind kind : choices.kinds()) {
            kinds.put(
                    "kind:" + kind.kind() + ":" + kind.speciality(),
                    messages.getMessage("UnitKind." + kind.kind(), null, locale) + " · "
                            + messages.getMessage("Speciality." + kind.speciality(), null, locale));
        }
        model.addAttribute("form", form);
        model.addAttribute("keeper", choices.keeper().name());
        model.addAttribute("units", units);
        model.addAttribute("kinds", kinds);
        return "whistle/matter-form";
    }
}
