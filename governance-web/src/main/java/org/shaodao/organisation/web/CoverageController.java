package org.shaodao.organisation.web;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.CoverageBoard;
import org.shaodao.organisation.service.CoverageCheck;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.shared.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Coverage of the chain and the grids: numbers, and the list behind each. */
@Controller
@RequiredArgsConstructor
class CoverageController {

    private final OrganisationAccess access;
    private final CoverageBoard board;

    @GetMapping("/coverage")
    String board(@CurrentActor Actor actor, Model model) {
        AreaScope scope = access.structure(actor);
        model.addAttribute("figures", board.figures(scope));
        model.addAttribute("indicators", board.indicators(scope));
        model.addAttribute("load", board.load(scope));
        model.addAttribute("limits", board.limits());
        return "organisation/coverage";
    }

    @GetMapping("/coverage/{check}")
    String list(
            @PathVariable String check,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        AreaScope scope = access.structure(actor);
        CoverageCheck wanted = CoverageCheck.of(check).orElseThrow(() -> new NotFound("check"));
        model.addAttribute("check", wanted);
        model.addAttribute("count", board.count(wanted, scope));
        model.addAttribute("slice", board.list(wanted, scope, after));
        model.addAttribute("limits", board.limits());
        model.addAttribute("seesPeople", access.seesPeople(actor));
        return "organisation/gaps";
    }
}
