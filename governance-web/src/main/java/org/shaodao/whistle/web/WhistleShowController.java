package org.shaodao.whistle.web;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.service.WhistleSheets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one whistle, and its two sheets on A4. */
@Controller
@RequiredArgsConstructor
class WhistleShowController {

    private final WhistlePage page;
    private final WhistleSheets sheets;

    @GetMapping("/whistles/{id}")
    String show(
            @PathVariable WhistleId id,
            @RequestParam(name = "do", required = false) @Nullable String step,
            @CurrentActor Actor actor,
            Model model) {
        page.fill(actor, id, step, new WhistleStepForm(), model);
        return "whistle/show";
    }

    @GetMapping("/whistles/{id}/sheet")
    String sheet(@PathVariable WhistleId id, @CurrentActor Actor actor, Model model) {
        model.addAttribute("sheet", sheets.sheet(actor, id));
        return "whistle/sheet";
    }

    @GetMapping("/whistles/{id}/evaluation")
    String evaluation(@PathVariable WhistleId id, @CurrentActor Actor actor, Model model) {
        model.addAttribute("sheet", sheets.sheet(actor, id));
        return "whistle/evaluation";
    }
}
