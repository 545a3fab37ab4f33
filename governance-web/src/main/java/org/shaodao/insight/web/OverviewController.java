package org.shaodao.insight.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.insight.service.Overviews;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The state of the work in one's area, each number a way to its list. */
@Controller
@RequiredArgsConstructor
class OverviewController {

    private final Overviews overviews;

    @GetMapping("/overview")
    String show(@CurrentActor Actor actor, Model model) {
        model.addAttribute("overview", overviews.of(actor));
        return "insight/overview";
    }
}
