package org.shaodao.casework.web;

import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.AssistanceId;
import org.shaodao.casework.service.AssistanceBook;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Buildings;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Requests for a grid worker's help: asking, deciding, answering, telling what came of it. */
@Controller
@RequiredArgsConstructor
class AssistanceController {

    private static final Role[] READERS = {
        Role.RESPONDER, Role.STREET_DESK, Role.DISTRICT_DESK, Role.COMMUNITY_DESK, Role.GRID_WORKER, Role.GRID_HEAD
    };

    private final AssistanceBook book;
    private final Buildings buildings;
    private final Categories categories;

    @GetMapping("/assistance")
    String list(@CurrentActor Actor actor, @RequestParam(defaultValue = "true") String open, Model model) {
        if (!actor.has(READERS)) {
            throw new Forbidden("casework.assistance");
        }
        boolean openOnly = !open.equals("false");
        model.addAttribute("open", openOnly);
        model.addAttribute("rows", book.list(actor, openOnly));
        model.addAttribute("mayAsk", actor.has(AssistanceBook.ASKING));
        return "casework/assistance-list";
    }

    @GetMapping("/assistance/new")
    String form(@CurrentActor Actor actor, Model model) {
        model.addAttribute("form", new AssistanceForm());
        return asking(actor, model);
    }

    @PostMapping("/assistance/new")
    Object ask(
            @ModelAttribute("form") AssistanceForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        String again = asking(actor, model);
        if (!errors.hasErrors()) {
            try {
                AssistanceId id = book.ask(actor, form.toAsk());
                flash.addFlashAttribute("notice", "casework.assistance.asked");
                return "redirect:/assistance/" + id;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        return new ModelAndView(again, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/assistance/{id}")
    String show(@PathVariable AssistanceId id, @CurrentActor Actor actor, Model model) {
        AssistanceForm form = new AssistanceForm();
        model.addAttribute("form", form);
        return fill(actor, id, model);
    }

    @PostMapping("/assistance/{id}")
    Object act(
            @PathVariable AssistanceId id,
            @RequestParam AssistanceBook.Step step,
            @ModelAttribute("form") AssistanceForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        book.find(actor, id);
        if (!errors.hasErrors()) {
            try {
                perform(actor, id, step, form);
                flash.addFlashAttribute("notice", "casework.assistance.recorded");
                return "redirect:/assistance/" + id;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        return new ModelAndView(fill(actor, id, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void perform(Actor actor, AssistanceId id, AssistanceBook.Step step, AssistanceForm form) {
        switch (step) {
            case APPROVE -> book.approve(actor, id, form.getVersion(), form.getNote());
            case REFUSE -> book.refuse(actor, id, form.getVersion(), form.getNote());
            case ACCEPT -> book.accept(actor, id, form.getVersion());
            case DECLINE -> book.decline(actor, id, form.getVersion(), form.getNote());
            case COMPLETE -> book.complete(actor, id, form.getVersion(), form.getNote(), form.getHousehold());
            case WITHDRAW -> book.withdraw(actor, id, form.getVersion());
        }
    }

    private static void reject(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        if (arguments.length > 0
                && arguments[0] instanceof String field
                && rule.key().startsWith("shared.text")
                && errors.getFieldType(field) != null) {
            errors.rejectValue(field, rule.key(), arguments, rule.key());
        } else if (rule.key().startsWith("casework.assistance.grid")) {
            errors.rejectValue("grid", rule.key(), arguments, rule.key());
        } else if (rule.key().startsWith("casework.assistance.category")
                || rule.key().equals("casework.assistance.not-admitted")) {
            errors.rejectValue("category", rule.key(), arguments, rule.key());
        } else if (rule.key().startsWith("casework.assistance.day")) {
            errors.rejectValue("wantedOn", rule.key(), arguments, rule.key());
        } else {
            errors.reject(rule.key(), arguments, rule.key());
        }
    }

    private String asking(Actor actor, Model model) {
        if (!actor.has(AssistanceBook.ASKING)) {
            throw new Forbidden("casework.assistance.new");
        }
        Map<String, String> grids = new LinkedHashMap<>();
        book.grids(actor).forEach(place -> grids.put(place.id().toString(), place.name()));
        Map<String, String> matters = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            matters.put(category.id().toString(), category.fullName());
        }
        model.addAttribute("grids", grids);
        model.addAttribute("matters", matters);
        return "casework/assistance-new";
    }

    private String fill(Actor actor, AssistanceId id, Model model) {
        AssistanceBook.Row row = book.find(actor, id);
        var steps = book.steps(actor, row);
        Map<String, String> doors = new LinkedHashMap<>();
        if (steps.contains(AssistanceBook.Step.COMPLETE)) {
            buildings.of(buildings.grids(actor)).stream()
                    .filter(building -> building.gridId().equals(row.gridId()))
                    .forEach(building -> buildings
                            .doors(actor, building.id())
                            .forEach(door -> doors.put(door.id().toString(), door.address())));
        }
        model.addAttribute("row", row);
        model.addAttribute("steps", steps);
        model.addAttribute("doors", doors);
        return "casework/assistance";
    }
}
