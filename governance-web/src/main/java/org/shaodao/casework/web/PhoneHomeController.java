package org.shaodao.casework.web;

import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page of people who work in a grid with a phone, and what became of what they reported. */
@Controller
@RequiredArgsConstructor
class PhoneHomeController {

    private final PhoneDesk desk;
    private final CaseQueue queue;
    private final CaseSheets sheets;

    @GetMapping("/phone")
    String home(@CurrentActor Actor actor, Model model) {
        if (!PhoneDesk.isField(actor)) {
            if (!actor.posts().isEmpty()) {
                return "redirect:/";
            }
            return "casework/phone-no-grid";
        }
        AreaScope own = new AreaScope.Own(actor.account());
        CaseFilter asked = CaseFilter.openOnes().withStatuses(Set.of(CaseStatus.PENDING_INFO));
        model.addAttribute("teams", desk.teams(actor));
        model.addAttribute("inTeam", PhoneDesk.isInTeam(actor));
        model.addAttribute("todo", desk.held(actor, PhoneDesk.TO_DO));
        model.addAttribute("verify", desk.held(actor, PhoneDesk.TO_VERIFY));
        model.addAttribute("questions", queue.list(own, asked, null).rows());
        model.addAttribute("reported", queue.count(own, CaseFilter.openOnes()));
        model.addAttribute("drafts", queue.count(own, PhoneDesk.DRAFTS));
        return "casework/phone-home";
    }

    @GetMapping("/phone/mine")
    String mine(
            @CurrentActor Actor actor,
            @RequestParam(defaultValue = "true") String open,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        PhoneDesk.assertField(actor);
        AreaScope own = new AreaScope.Own(actor.account());
        boolean isOpen = !open.equals("false");
        CaseFilter filter = CaseFilter.everything().withOpen(isOpen);
        model.addAttribute("open", isOpen);
        model.addAttribute("openCount", queue.count(own, CaseFilter.openOnes()));
        model.addAttribute(
                "endedCount", queue.count(own, CaseFilter.everything().withOpen(false)));
        model.addAttribute("slice", queue.list(own, filter, after));
        model.addAttribute(
                "drafts",
                isOpen && after == null
                        ? queue.list(own, PhoneDesk.DRAFTS, null).rows()
                        : null);
        return "casework/phone-mine";
    }

    @GetMapping("/phone/reported/{id}")
    String reported(@CurrentActor Actor actor, @PathVariable CaseId id, Model model) {
        model.addAttribute("facts", sheets.sheet(actor, id).facts());
        model.addAttribute("field", PhoneDesk.isField(actor));
        return "casework/phone-reported";
    }
}
