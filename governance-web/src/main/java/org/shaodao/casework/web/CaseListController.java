package org.shaodao.casework.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.DeskFigures;
import org.shaodao.casework.service.DeskSettings;
import org.shaodao.casework.service.Light;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists people live in: what waits for me, what lies in my area, what I reported. */
@Controller
@RequiredArgsConstructor
class CaseListController {

    private final CaseQueue queue;
    private final DeskLists lists;
    private final DeskShortcuts shortcuts;
    private final DeskFigures figures;
    private final DeskSettings settings;
    private final BulkTargets bulkTargets;
    private final Categories categories;
    private final Places places;

    @GetMapping("/cases")
    String list(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            Model model) {
        DeskList list = lists.read(actor, request.getParameterMap());
        CaseView.Choice here = list.here();
        boolean figuresOnly = here.scope() instanceof AreaScope.FiguresOnly;
        boolean desk = actor.has(NewCaseController.DESKS);
        model.addAttribute("mark", figures.mark());
        model.addAttribute("list", list);
        model.addAttribute("query", list.filter());
        model.addAttribute("views", lists.views(actor));
        model.addAttribute("shortcuts", shortcuts.of(actor, list));
        model.addAttribute("habits", settings.of(actor));
        model.addAttribute("here", here);
        model.addAttribute("figuresOnly", figuresOnly);
        model.addAttribute("todo", here.view() == CaseView.TODO);
        model.addAttribute("mayEnter", desk);
        model.addAttribute("filtered", !list.filter().equals(CaseFilter.openOnes()));
        model.addAttribute("slice", queue.list(list.scope(), list.filter(), after));
        model.addAttribute("total", queue.count(list.scope(), list.filter()));
        model.addAttribute("bulkTargets", desk && !figuresOnly ? bulkTargets.of(actor) : Map.of());
        model.addAttribute("statuses", EnumSet.range(CaseStatus.REPORTED, CaseStatus.VOIDED));
        model.addAttribute("lights", List.of(Light.RED, Light.YELLOW, Light.GREEN, Light.GREY));
        model.addAttribute("categories", categoryOptions());
        model.addAttribute("communities", communities(here.scope()));
        return "casework/list";
    }

    /** How many cases of this list others moved since the page was drawn; never counts as use of the session. */
    @GetMapping("/cases/changes")
    ResponseEntity<Integer> changes(
            @CurrentActor Actor actor, @RequestParam(defaultValue = "") String mark, HttpServletRequest request) {
        DeskList list = lists.read(actor, request.getParameterMap());
        return ResponseEntity.ok(figures.changed(list.scope(), list.filter(), mark, actor.account()));
    }

    private Map<String, String> categoryOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            String parent = category.parentName();
            options.put(category.id().toString(), parent == null ? category.name() : parent + " / " + category.name());
        }
        return options;
    }

    private Map<String, String> communities(AreaScope scope) {
        Map<String, String> options = new LinkedHashMap<>();
        List<Place> found = List.of();
        if (scope instanceof AreaScope.InAreas in && AreaLevel.COMMUNITY.isBelow(in.level())) {
            found = places.within(in.level(), in.ids(), AreaLevel.COMMUNITY);
        } else if (scope instanceof AreaScope.FiguresOnly in) {
            found = places.within(in.level(), in.ids(), AreaLevel.COMMUNITY);
        }
        found.forEach(place -> options.put(place.id().toString(), place.name()));
        return options;
    }
}
