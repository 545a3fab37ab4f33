package org.shaodao.casework.web;

import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.VisitKind;
import org.shaodao.casework.service.AssistanceBook;
import org.shaodao.casework.service.VisitLog;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Buildings;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The log of patrols and visits by phone: building, door, "nothing has changed" — three taps. */
@Controller
@RequiredArgsConstructor
class VisitController {

    private static final int RECENT = 20;

    private final VisitLog visits;
    private final Buildings buildings;
    private final AssistanceBook assistance;

    /** A building or door with an id for the form that stands beside it. */
    record Tap(UUID visit, UUID id, String name, int doors) {}

    @GetMapping("/phone/visits")
    String home(@CurrentActor Actor actor, Model model) {
        List<Place> grids = grids(actor);
        model.addAttribute(
                "grids",
                grids.stream()
                        .map(one -> new Tap(visits.newId(), one.id().value(), one.name(), 0))
                        .toList());
        model.addAttribute(
                "buildings",
                buildings.of(grids).stream()
                        .map(one -> new Tap(visits.newId(), one.id(), one.name(), one.doors()))
                        .toList());
        model.addAttribute("requests", assistance.list(actor, true));
        model.addAttribute("recent", visits.recent(actor, RECENT));
        return "casework/phone-visits";
    }

    @GetMapping("/phone/visits/buildings/{building}")
    String building(@PathVariable UUID building, @CurrentActor Actor actor, Model model) {
        grids(actor);
        model.addAttribute("building", buildings.building(actor, building));
        model.addAttribute(
                "doors",
                buildings.doors(actor, building).stream()
                        .map(door -> new Tap(visits.newId(), door.id(), door.label(), 0))
                        .toList());
        return "casework/phone-building";
    }

    @GetMapping("/phone/visits/households/{household}")
    String household(@PathVariable UUID household, @CurrentActor Actor actor, Model model) {
        grids(actor);
        model.addAttribute("door", buildings.door(actor, household));
        model.addAttribute("visitId", visits.newId());
        model.addAttribute("past", visits.at(actor, household));
        return "casework/phone-household";
    }

    @PostMapping("/phone/visits")
    Object record(
            @RequestParam UUID id,
            @RequestParam(required = false) @Nullable UUID grid,
            @RequestParam(required = false) @Nullable UUID building,
            @RequestParam(required = false) @Nullable UUID household,
            @RequestParam(required = false) @Nullable String finding,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        grids(actor);
        VisitLog.Where where = new VisitLog.Where(id, grid == null ? null : new AreaId(grid), building, household);
        VisitKind kind = household == null ? VisitKind.PATROL : VisitKind.VISIT;
        try {
            if (finding == null) {
                visits.unchanged(actor, kind, where);
            } else {
                visits.note(actor, kind, where, finding);
            }
        } catch (RuleViolation rule) {
            model.addAttribute("problem", rule);
            model.addAttribute("finding", finding);
            String page = household == null ? home(actor, model) : household(household, actor, model);
            return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        flash.addFlashAttribute("notice", "casework.visit.recorded");
        UUID back =
                household == null ? building : buildings.door(actor, household).buildingId();
        return household == null ? "redirect:/phone/visits" : "redirect:/phone/visits/buildings/" + back;
    }

    private List<Place> grids(Actor actor) {
        if (!actor.has(Role.GRID_WORKER, Role.GRID_HEAD)) {
            throw new Forbidden("nav.visits");
        }
        return buildings.grids(actor);
    }
}
