package org.shaodao.suggestion.web;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.shaodao.suggestion.SuggestionId;
import org.shaodao.suggestion.SuggestionKind;
import org.shaodao.suggestion.service.SuggestionBox;
import org.springframework.http.HttpStatus;
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

/** Complaints and suggestions about the platform itself. */
@Controller
@RequestMapping("/suggestions")
@RequiredArgsConstructor
class SuggestionController {

    private final SuggestionBox box;

    @GetMapping
    String list(@RequestParam(defaultValue = "own") String view, @CurrentActor Actor actor, Model model) {
        boolean answers = SuggestionBox.answers(actor);
        String here = answers && !view.equals("own") ? (view.equals("all") ? "all" : "open") : "own";
        model.addAttribute("answers", answers);
        model.addAttribute("here", here);
        model.addAttribute("rows", here.equals("own") ? box.own(actor) : box.toAnswer(actor, here.equals("open")));
        return "suggestion/list";
    }

    @GetMapping("/new")
    String blank(@ModelAttribute("form") SuggestionForm form, Model model) {
        model.addAttribute("kinds", SuggestionKind.values());
        return "suggestion/new";
    }

    @PostMapping("/new")
    String submit(
            @ModelAttribute("form") SuggestionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        if (!errors.hasErrors()) {
            try {
                SuggestionId id = box.submit(actor, form.getKind(), form.getText());
                flash.addFlashAttribute("notice", "suggestion.event.SUBMITTED");
                return "redirect:/suggestions/" + id;
            } catch (RuleViolation rule) {
                reject(errors, rule, "text");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return blank(form, model);
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable SuggestionId id,
            @ModelAttribute("form") SuggestionForm form,
            @CurrentActor Actor actor,
            Model model) {
        SuggestionBox.Row row = box.find(actor, id);
        model.addAttribute("row", row);
        model.addAttribute("own", box.isOwn(actor, id));
        model.addAttribute("answers", SuggestionBox.answers(actor));
        return "suggestion/show";
    }

    @PostMapping("/{id}/take-up")
    String takeUp(
            @PathVariable SuggestionId id,
            @RequestParam long version,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        box.takeUp(actor, id, version);
        flash.addFlashAttribute("notice", "suggestion.event.IN_HAND");
        return "redirect:/suggestions/" + id;
    }

    @PostMapping("/{id}/answer")
    String answer(
            @PathVariable SuggestionId id,
            @ModelAttribute("form") SuggestionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        try {
            box.answer(actor, id, form.getVersion(), form.getAnswer());
            flash.addFlashAttribute("notice", "suggestion.event.ANSWERED");
            return "redirect:/suggestions/" + id;
        } catch (RuleViolation rule) {
            reject(errors, rule, "answer");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, form, actor, model);
        }
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(
            @PathVariable SuggestionId id,
            @RequestParam long version,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        box.withdraw(actor, id, version);
        flash.addFlashAttribute("notice", "suggestion.event.WITHDRAWN");
        return "redirect:/suggestions/" + id;
    }

    private static void reject(BindingResult errors, RuleViolation rule, String field) {
        if (rule.key().startsWith("shared.text")) {
            errors.rejectValue(field, rule.key(), rule.getArguments(), null);
        } else {
            errors.reject(rule.key(), rule.getArguments(), null);
        }
    }
}
