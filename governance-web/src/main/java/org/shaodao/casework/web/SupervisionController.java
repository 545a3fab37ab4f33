package org.shaodao.casework.web;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.SupervisionOrderId;
import org.shaodao.casework.service.CaseSupervision;
import org.shaodao.casework.service.Light;
import org.shaodao.casework.service.SupervisionBoard;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 督办: what is late in one's street or district, the proposals of the clocks, what was issued, and what came of it. */
@Controller
@RequiredArgsConstructor
class SupervisionController {

    private static final String ADDRESS = "/supervision";

    private final SupervisionBoard board;
    private final CaseSupervision supervision;

    /** The lists of the page, by their name in the address. */
    enum Tab {
        LATE,
        PROPOSALS,
        ISSUED,
        HISTORY;

        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Tab of(@Nullable String parameter) {
            for (Tab tab : values()) {
                if (tab.parameter().equals(parameter)) {
                    return tab;
                }
            }
            return LATE;
        }
    }

    @GetMapping(ADDRESS)
    String show(
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String light,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        fill(actor, Tab.of(tab), light, after, model);
        return "casework/supervision";
    }

    @PostMapping(ADDRESS + "/remind/{id}")
    Object remind(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String text,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        scope(actor);
        return perform(
                actor,
                Tab.LATE,
                id.value(),
                text,
                flash,
                "casework.done.REMIND",
                () -> supervision.remind(actor, id, text));
    }

    @PostMapping(ADDRESS + "/{id}/issue")
    Object issue(
            @PathVariable SupervisionOrderId id,
            @RequestParam(required = false) @Nullable String text,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return perform(
                actor,
                Tab.PROPOSALS,
                id.value(),
                text,
                flash,
                "casework.done.SUPERVISE",
                () -> supervision.issue(actor, id, text));
    }

    @PostMapping(ADDRESS + "/{id}/dismiss")
    Object dismiss(
            @PathVariable SupervisionOrderId id,
            @RequestParam(required = false) @Nullable String text,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return perform(
                actor,
                Tab.PROPOSALS,
                id.value(),
                text,
                flash,
                "casework.done.DISMISS_SUPERVISION",
                () -> supervision.dismiss(actor, id, text));
    }

    /** Does it and comes back to the list; a rule it breaks is said there with what was typed (422). */
    private Object perform(
            Actor actor,
            Tab tab,
            UUID about,
            @Nullable String text,
            RedirectAttributes flash,
            String done,
            Runnable verb) {
        try {
            verb.run();
            flash.addFlashAttribute("notice", done);
            return "redirect:" + ADDRESS + "?tab=" + tab.parameter();
        } catch (RuleViolation rule) {
            ExtendedModelMap model = new ExtendedModelMap();
            fill(actor, tab, null, null, model);
            model.addAttribute("refused", rule);
            model.addAttribute("about", about.toString());
            model.addAttribute("typed", text);
            ModelAndView page = new ModelAndView("casework/supervision", HttpStatus.UNPROCESSABLE_ENTITY);
            page.addAllObjects(model);
            return page;
        }
    }

    private void fill(Actor actor, Tab tab, @Nullable String light, @Nullable String after, Model model) {
        AreaScope scope = scope(actor);
        Light wanted = "red".equals(light) ? Light.RED : "yellow".equals(light) ? Light.YELLOW : null;
        model.addAttribute("tab", tab);
        model.addAttribute("light", wanted);
        model.addAttribute("counts", board.counts(scope));
        model.addAttribute("me", actor);
        model.addAttribute("myUnits", actor.units().stream().map(UnitId::value).collect(Collectors.toSet()));
        switch (tab) {
            case LATE -> model.addAttribute("slice", board.late(scope, wanted, after));
            case PROPOSALS -> model.addAttribute("slice", board.orders(scope, SupervisionBoard.Shelf.PROPOSALS, after));
            case ISSUED -> model.addAttribute("slice", board.orders(scope, SupervisionBoard.Shelf.ISSUED, after));
            case HISTORY -> model.addAttribute("slice", board.orders(scope, SupervisionBoard.Shelf.HISTORY, after));
        }
    }

    /** The street or district somebody supervises; throws {@link Forbidden} without such a post. */
    private static AreaScope scope(Actor actor) {
        Set<AreaId> districts = areas(actor, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR);
        if (!districts.isEmpty()) {
            return new AreaScope.InAreas(AreaLevel.DISTRICT, districts);
        }
        Set<AreaId> streets = areas(actor, Role.STREET_DESK, Role.STREET_LEADER);
        if (streets.isEmpty()) {
            throw new Forbidden("nav.supervision");
        }
        return new AreaScope.InAreas(AreaLevel.STREET, streets);
    }

    private static Set<AreaId> areas(Actor actor, Role... roles) {
        return actor.postsWith(roles).stream()
                .map(PostGrant::areaId)
                .flatMap(java.util.stream.Stream::ofNullable)
                .collect(Collectors.toSet());
    }
}
