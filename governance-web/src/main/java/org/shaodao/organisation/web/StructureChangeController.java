package org.shaodao.organisation.web;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.StructureChanges;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One merge or split: what it touched, and its undoing on the same day. */
@Controller
@RequiredArgsConstructor
class StructureChangeController {

    private final StructureChanges changes;

    @GetMapping("/changes/{id}")
    String show(@PathVariable UUID id, @CurrentActor Actor actor, Model model) {
        return fill(id, actor, model);
    }

    @PostMapping("/changes/{id}/undo")
    Object undo(@PathVariable UUID id, @CurrentActor Actor actor, RedirectAttributes flash, Model model) {
        try {
            changes.undo(actor, id);
            flash.addFlashAttribute("notice", "organisation.undo.undone");
            return "redirect:/changes/" + id;
        } catch (RuleViolation broken) {
            ModelAndView page = new ModelAndView(fill(id, actor, model), HttpStatus.UNPROCESSABLE_ENTITY);
            page.addAllObjects(model.asMap());
            page.addObject("problem", broken);
            return page;
        }
    }

    private String fill(UUID id, Actor actor, Model model) {
        StructureChanges.Done done = changes.of(actor, id);
        model.addAttribute("done", done);
        model.addAttribute("touched", changes.touched(id));
        model.addAttribute("obstacle", changes.obstacle(done));
        return "organisation/structure-change";
    }
}
