package org.shaodao.organisation.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Buildings;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buildings of the own grids and their doors. */
@Controller
@RequiredArgsConstructor
class BuildingController {

    private final Buildings buildings;

    @GetMapping("/buildings")
    String list(@CurrentActor Actor actor, Model model) {
        model.addAttribute("form", new BuildingForm());
        return fill(actor, model);
    }

    @PostMapping("/buildings")
    Object add(
            @ModelAttribute("form") BuildingForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        String page = fill(actor, model);
        if (form.getGrid() == null && !errors.hasFieldErrors("grid")) {
            errors.rejectValue("grid", "organisation.building.grid-missing");
        }
        if (!errors.hasErrors() && form.getGrid() != null) {
            try {
                buildings.add(
                        actor,
                        form.getGrid(),
                        form.getName(),
                        form.getEntrances(),
                        form.getFloors(),
                        form.getPerFloor());
                flash.addFlashAttribute("notice", "organisation.building.added");
                return "redirect:/buildings";
            } catch (RuleViolation rule) {
                errors.rejectValue("name", rule.key(), rule.getArguments(), rule.key());
            }
        }
        return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/buildings/{building}/end")
    String end(@PathVariable UUID building, @CurrentActor Actor actor, RedirectAttributes flash) {
        buildings.end(actor, building);
        flash.addFlashAttribute("notice", "organisation.building.ended");
        return "redirect:/buildings";
    }

    private String fill(Actor actor, Model model) {
        if (!actor.has(Role.GRID_WORKER, Role.GRID_HEAD, Role.COMMUNITY_DESK)) {
            throw new Forbidden("organisation.building.title");
        }
        var grids = buildings.grids(actor);
        Map<String, String> options = new LinkedHashMap<>();
        grids.forEach(place -> options.put(place.id().toString(), place.name()));
        model.addAttribute("mayEnd", buildings.mayEnd(actor));
        model.addAttribute("grids", options);
        model.addAttribute("buildings", buildings.of(grids));
        return "organisation/buildings";
    }
}
