package org.shaodao.routing.web;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.routing.TrialId;
import org.shaodao.routing.service.Trial;
import org.shaodao.routing.service.Trials;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A trial of a change over past cases: how far it is, what came of it, and the way back to the change. */
@Controller
@RequestMapping("/routing/trials/{id}")
@RequiredArgsConstructor
class TrialController {

    /** A running trial asks for its page again after so many seconds; works without script. */
    private static final String REFRESH_SECONDS = "2";

    private final Trials trials;

    @GetMapping
    String show(@PathVariable TrialId id, @CurrentActor Actor actor, Model model, HttpServletResponse response) {
        Trial trial = trials.find(id, actor);
        model.addAttribute("trial", trial);
        model.addAttribute("rows", trials.rows(id, actor));
        if (trial.running()) {
            response.setHeader("Refresh", REFRESH_SECONDS);
        }
        return "routing/trial";
    }

    @PostMapping("/cancel")
    String cancel(@PathVariable TrialId id, @CurrentActor Actor actor) {
        trials.cancel(id, actor);
        return "redirect:/routing/trials/" + id;
    }
}
