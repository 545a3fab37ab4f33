package org.shaodao.casework.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.WindowCases;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The window for what cannot be got done: registering, and the instruction of the leader on duty. */
@Controller
@RequiredArgsConstructor
class WindowController {

    private static final Role[] REGISTERING = {Role.STREET_DESK, Role.DISTRICT_DESK};

    private final WindowCases windows;
    private final Categories categories;
    private final Places places;
    private final CasePage page;

    @GetMapping("/cases/window")
    String form(@CurrentActor Actor actor, Model model) {
        WindowForm form = new WindowForm();
        form.setClientId(CaseId.next());
        model.addAttribute("form", form);
        return fill(actor, model);
    }

    @PostMapping("/cases/window")
    Object register(
            @ModelAttribute("form") WindowForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        String again = fill(actor, model);
        if (form.getPlace() == null && !errors.hasFieldErrors("place")) {
            errors.rejectValue("place", "casework.place-missing");
        }
        if (!errors.hasErrors()) {
            try {
                CaseId id = windows.register(actor, form.toCommand(), form.toFailure());
                flash.addFlashAttribute("notice", "casework.window.registered");
                return "redirect:/cases/" + id;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        return new ModelAndView(again, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/cases/{id}/instruct")
    Object instruct(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String instruction,
            @RequestParam(defaultValue = "false") boolean hard,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        try {
            windows.instruct(actor, id, instruction, hard);
            flash.addFlashAttribute("notice", "casework.window.instructed");
            return "redirect:/cases/" + id;
        } catch (RuleViolation rule) {
            Model model = new ExtendedModelMap();
            page.fill(actor, id, null, new CaseActionForm(), model);
            ModelAndView again = new ModelAndView("casework/show", HttpStatus.UNPROCESSABLE_CONTENT);
            again.addAllObjects(model.asMap());
            again.addObject("windowProblem", rule);
            again.addObject("typedInstruction", instruction);
            return again;
        }
    }

    private static void reject(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        if ("shared.phone-invalid".equals(rule.key())) {
            errors.rejectValue("requesterPhone", rule.key(), arguments, rule.key());
        } else if (arguments.length > 0 && arguments[0] instanceof String field && errors.getFieldType(field) != null) {
            errors.rejectValue(field, rule.key(), arguments, rule.key());
        } else {
            errors.reject(rule.key(), arguments, rule.key());
        }
    }

    private String fill(Actor actor, Model model) {
        PostGrant post = actor.postsWith(REGISTERING).stream()
                .findFirst()
                .orElseThrow(() -> new Forbidden("casework.window.title"));
        Map<String, String> streets = new LinkedHashMap<>();
        if (post.areaId() != null && post.level() != null) {
            places.within(post.level(), List.of(post.areaId()), AreaLevel.STREET)
                    .forEach(place -> streets.put(place.id().toString(), place.name()));
        }
        Map<String, String> matters = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            matters.put(category.id().toString(), category.fullName());
        }
        model.addAttribute("streets", streets);
        model.addAttribute("matters", matters);
        return "casework/window";
    }
}
