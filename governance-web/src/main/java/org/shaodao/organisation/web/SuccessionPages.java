package org.shaodao.organisation.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.shaodao.organisation.service.AreaFollower.Choice;
import org.shaodao.organisation.service.AreaFollower.Following;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the pages of merging and splitting have in common, for areas and Party organisations alike. */
final class SuccessionPages {

    /** Choose, then look at the effects: the same page with what was chosen. */
    static String merge(Thing thing, List<Choice> targets, Model model) {
        model.addAttribute("thing", thing);
        model.addAttribute("targets", FormAnswers.options(targets, Choice::id, Choice::name));
        return "organisation/merge";
    }

    static String split(Thing thing, List<Choice> choices, Model model) {
        Map<String, List<Choice>> groups = new LinkedHashMap<>();
        choices.forEach(choice -> groups.computeIfAbsent(choice.key(), any -> new java.util.ArrayList<>())
                .add(choice));
        model.addAttribute("thing", thing);
        model.addAttribute("groups", groups);
        return "organisation/split";
    }

    /** Shows the effects on the form, or why there are none to show. */
    static void effects(BindingResult errors, Model model, Supplier<List<Following>> preview) {
        try {
            model.addAttribute("effects", preview.get());
        } catch (RuleViolation broken) {
            errors.reject(broken.key(), broken.getArguments(), broken.key());
        }
    }

    /** Does it and leads to the page of the change; a broken rule goes onto the form with everything typed. */
    static Object done(
            BindingResult errors, RedirectAttributes flash, Model model, Supplier<UUID> verb, Supplier<String> page) {
        if (!errors.hasErrors()) {
            try {
                UUID change = verb.get();
                flash.addFlashAttribute("notice", "organisation.changed");
                return "redirect:/changes/" + change;
            } catch (RuleViolation broken) {
                errors.reject(broken.key(), broken.getArguments(), broken.key());
            }
        }
        ModelAndView answer = new ModelAndView(page.get(), HttpStatus.UNPROCESSABLE_ENTITY);
        answer.addAllObjects(model.asMap());
        return answer;
    }

    private SuccessionPages() {}
}
