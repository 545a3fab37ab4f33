package org.shaodao.casework.web;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.service.DeskSettings;
import org.shaodao.casework.service.SavedViews;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How somebody arranges the own desk: habits and saved views. */
@Controller
@RequestMapping("/desk")
@RequiredArgsConstructor
class DeskController {

    private final DeskSettings settings;
    private final SavedViews views;
    private final DeskLists lists;

    @GetMapping("/settings")
    String settings(@CurrentActor Actor actor, Model model) {
        model.addAttribute("habits", settings.of(actor));
        model.addAttribute("choices", DeskSettings.AfterDone.values());
        return "casework/desk-settings";
    }

    @PostMapping("/settings")
    String choose(
            @RequestParam DeskSettings.AfterDone afterDone,
            @RequestParam(defaultValue = "false") boolean keys,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        settings.choose(actor, new DeskSettings.Habits(afterDone, keys));
        flash.addFlashAttribute("notice", "casework.desk.saved");
        return "redirect:/desk/settings";
    }

    @GetMapping("/views")
    String views(@CurrentActor Actor actor, Model model) {
        model.addAttribute("saved", views.of(actor));
        model.addAttribute("most", SavedViews.MOST);
        return "casework/desk-views";
    }

    @PostMapping("/views")
    String save(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        String query = lists.read(actor, address).query();
        try {
            views.save(actor, name, query);
            flash.addFlashAttribute("notice", "casework.desk.view-saved");
        } catch (RuleViolation refused) {
            warn(flash, refused);
        }
        return "redirect:/cases?" + query;
    }

    @PostMapping("/views/rename")
    String rename(
            @RequestParam UUID id,
            @RequestParam(defaultValue = "") String name,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        try {
            views.rename(actor, id, name);
            flash.addFlashAttribute("notice", "casework.desk.view-saved");
        } catch (RuleViolation refused) {
            warn(flash, refused);
        }
        return "redirect:/desk/views";
    }

    @PostMapping("/views/delete")
    String delete(@RequestParam UUID id, @CurrentActor Actor actor, RedirectAttributes flash) {
        views.delete(actor, id);
        flash.addFlashAttribute("notice", "casework.desk.view-deleted");
        return "redirect:/desk/views";
    }

    private static void warn(RedirectAttributes flash, RuleViolation refused) {
        flash.addFlashAttribute("warning", refused.key());
        flash.addFlashAttribute("warningArguments", refused.getArguments());
    }
}
