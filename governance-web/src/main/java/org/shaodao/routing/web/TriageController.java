package org.shaodao.routing.web;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.routing.service.TriageQueue;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What neither rule nor catalogue decides, waiting for a person. */
@Controller
@RequiredArgsConstructor
class TriageController {

    /** Rows on the page; the oldest come first, so what is done makes room. */
    private static final int SHOWN = 100;

    private final TriageQueue queue;

    @GetMapping("/routing/triage")
    String list(@CurrentActor Actor actor, Model model) {
        List<TriageQueue.Row> rows = queue.list(actor);
        model.addAttribute("count", rows.size());
        model.addAttribute("rows", rows.stream().limit(SHOWN).toList());
        return "routing/triage";
    }
}
