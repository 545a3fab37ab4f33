package org.shaodao.whistle.web;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitMode;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.WhistleClock;
import org.shaodao.whistle.WhistleLimits;
import org.shaodao.whistle.service.WhistleClocks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The limits of whistles, changed by the district's supervisor. */
@Controller
@RequiredArgsConstructor
class WhistleLimitsController {

    private final WhistleClocks clocks;

    @GetMapping("/whistles/limits")
    String limits(@CurrentActor Actor actor, Model model) {
        if (!actor.has(Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("nav.whistles");
        }
        model.addAttribute("profiles", List.of(WhistleLimits.Profile.values()));
        model.addAttribute("rows", clocks.rows());
        model.addAttribute("modes", LimitMode.values());
        return "whistle/limits";
    }

    @PostMapping("/whistles/limits")
    String change(
            @CurrentActor Actor actor,
            @RequestParam WhistleLimits.Profile profile,
            @RequestParam("clock") WhistleClock which,
            @RequestParam LimitMode mode,
            @RequestParam int amount,
            RedirectAttributes flash) {
        try {
            clocks.change(actor, profile, which, new Limit(mode, amount));
            flash.addFlashAttribute("notice", "whistle.limits.changed");
        } catch (RuleViolation broken) {
            flash.addFlashAttribute("warning", "whistle.limits.refused");
        }
        return "redirect:/whistles/limits#" + profile;
    }
}
