package org.shaodao.casework.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.service.TextModules;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The texts somebody, or a unit, writes again and again. */
@Controller
@RequestMapping("/desk/texts")
@RequiredArgsConstructor
class TextModuleController {

    /** The actions whose form asks for a text. */
    private static final List<CaseAction> ACTIONS = List.of(
            CaseAction.REQUEST_INFO,
            CaseAction.DECLINE,
            CaseAction.DISPATCH,
            CaseAction.FORWARD,
            CaseAction.HANDLE_SELF,
            CaseAction.ESCALATE,
            CaseAction.RECORD_CONTACT,
            CaseAction.RESOLVE,
            CaseAction.PASS_VERIFICATION,
            CaseAction.FAIL_VERIFICATION,
            CaseAction.CLOSE,
            CaseAction.REDO,
            CaseAction.SETTLE_ON_THE_SPOT);

    private final TextModules texts;
    private final Categories categories;

    @GetMapping
    String list(@CurrentActor Actor actor, Model model) {
        model.addAttribute("texts", texts.of(actor));
        return "casework/desk-texts";
    }

    @GetMapping("/new")
    String blank(@CurrentActor Actor actor, Model model) {
        return page(actor, null, new TextModuleForm(), model);
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("form") TextModuleForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        return save(actor, null, form, errors, response, model, flash, () -> texts.add(actor, form.toWanted()));
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, @CurrentActor Actor actor, Model model) {
        return page(actor, id, TextModuleForm.of(texts.find(actor, id)), model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") TextModuleForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        return save(actor, id, form, errors, response, model, flash, () -> texts.change(actor, id, form.toWanted()));
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable UUID id, @CurrentActor Actor actor, RedirectAttributes flash) {
        texts.delete(actor, id);
        flash.addFlashAttribute("notice", "casework.text.deleted");
        return "redirect:/desk/texts";
    }

    private String save(
            Actor actor,
            @Nullable UUID id,
            TextModuleForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash,
            Runnable verb) {
        if (!errors.hasErrors()) {
            try {
                verb.run();
                flash.addFlashAttribute("notice", "casework.text.saved");
                return "redirect:/desk/texts";
            } catch (RuleViolation rule) {
                CasePage.reject(errors, rule);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(actor, id, form, model);
    }

    private String page(Actor actor, @Nullable UUID id, TextModuleForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("hasUnit", !actor.units().isEmpty());
        model.addAttribute("steps", ACTIONS);
        Map<String, String> options = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            String parent = category.parentName();
            options.put(category.id().toString(), parent == null ? category.name() : parent + " / " + category.name());
        }
        model.addAttribute("categories", options);
        return "casework/desk-text";
    }
}
