package org.shaodao.casework.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.casework.service.TextDrafts;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Entering a matter at the desk, by keyboard only. */
@Controller
@RequiredArgsConstructor
class NewCaseController {

    static final Role[] DESKS = {Role.COMMUNITY_DESK, Role.STREET_DESK, Role.STREET_LEADER, Role.DISTRICT_DESK};

    private final CaseReporting reporting;
    private final TextDrafts drafts;
    private final Categories categories;
    private final DeskPlaces places;
    private final SimilarCases similar;

    @GetMapping("/cases/new")
    String form(@CurrentActor Actor actor, Model model) {
        NewCaseForm form = new NewCaseForm();
        form.setClientId(CaseId.next());
        fill(actor, form, model);
        return "casework/new";
    }

    @PostMapping("/cases/new")
    Object report(
            @ModelAttribute("form") NewCaseForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        requireDesk(actor);
        if (form.getSuggested() != null) {
            form.setCategory(form.getSuggested());
        }
        if (form.isCheck() || form.getSuggested() != null) {
            ModelAndView checked = page(actor, form, errors, HttpStatus.OK);
            checked.addObject("hints", similar.to(actor, form.matter()));
            checked.addObject("suggestions", suggestions(form));
            return checked;
        }
        if (form.getPlace() == null && !errors.hasFieldErrors("place")) {
            errors.rejectValue("place", "casework.place-missing");
        }
        if (!errors.hasErrors()) {
            try {
                CaseId id = form.isDraft()
                        ? reporting.saveDraft(actor, form.toCommand())
                        : reporting.report(actor, form.toCommand());
                drafts.drop(actor, "/cases/new");
                flash.addFlashAttribute("notice", form.isDraft() ? "casework.done.SAVE_DRAFT" : "casework.done.REPORT");
                return "redirect:/cases/" + id;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        return page(actor, form, errors, HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** Which categories the words typed so far suggest; posted, so that they stay out of addresses and logs. */
    @PostMapping("/cases/new/suggestions")
    String suggest(
            @ModelAttribute("form") NewCaseForm form, BindingResult errors, @CurrentActor Actor actor, Model model) {
        requireDesk(actor);
        model.addAttribute("suggestions", suggestions(form));
        return "casework/_suggested :: found";
    }

    /** The best few by the catalogue's keywords, without the one that is chosen already. */
    private List<Categories.Suggestion> suggestions(NewCaseForm form) {
        String description = form.getDescription();
        return description == null || description.isBlank()
                ? List.of()
                : categories.suggestions(description, 4).stream()
                        .filter(suggestion -> !suggestion.category().id().equals(form.getCategory()))
                        .limit(3)
                        .toList();
    }

    private ModelAndView page(Actor actor, NewCaseForm form, BindingResult errors, HttpStatus status) {
        ModelAndView page = new ModelAndView("casework/new", status);
        org.springframework.ui.ExtendedModelMap model = new org.springframework.ui.ExtendedModelMap();
        fill(actor, form, model);
        page.addAllObjects(model);
        page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return page;
    }

    private static void reject(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        if ("shared.phone-invalid".equals(rule.key())) {
            errors.rejectValue("requesterPhone", rule.key(), arguments, null);
        } else if (arguments.length > 0 && arguments[0] instanceof String field && errors.getFieldType(field) != null) {
            errors.rejectValue(field, rule.key(), arguments, null);
        } else {
            errors.reject(rule.key(), arguments, null);
        }
    }

    private static void requireDesk(Actor actor) {
        if (!actor.has(DESKS)) {
            throw new Forbidden("nav.case-new");
        }
    }

    private void fill(Actor actor, NewCaseForm form, Model model) {
        requireDesk(actor);
        model.addAttribute("form", form);
        model.addAttribute("mayWindow", actor.has(Role.STREET_DESK, Role.DISTRICT_DESK));
        model.addAttribute("sources", new TreeSet<>(CaseReporting.deskSources()));
        model.addAttribute("places", places.of(actor));
        Map<String, String> options = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            String parent = category.parentName();
            options.put(category.id().toString(), parent == null ? category.name() : parent + " / " + category.name());
        }
        model.addAttribute("categories", options);
    }
}
