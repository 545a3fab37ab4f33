package org.shaodao.casework.web;

import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.Relation;
import org.shaodao.casework.Rights;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Cases about the same, while somebody types: a piece of the form, sent as a form so that no text stands in an address. */
@Controller
@RequiredArgsConstructor
class SimilarCasesController {

    private final SimilarCases similar;

    @PostMapping("/cases/similar")
    String hints(
            @ModelAttribute("matter") PhoneReportForm matter,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        boolean reports = actor.posts().stream()
                .anyMatch(post -> Rights.table().allow(CaseAction.REPORT, null, post.role(), Set.of(Relation.NEW)));
        if (!reports) {
            throw new Forbidden("CaseAction.REPORT");
        }
        model.addAttribute("hints", similar.to(actor, matter.matter()));
        return "casework/_similar :: found";
    }
}
