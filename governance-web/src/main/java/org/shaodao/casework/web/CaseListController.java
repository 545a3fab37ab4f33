package org.shaodao.casework.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseAddress;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.Light;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists people live in: what waits for me, what lies in my area, what I reported. */
@Controller
@RequiredArgsConstructor
class CaseListController {

    private final CaseQueue queue;
    private final AreaScopes scopes;
    private final Categories categories;
    private final Places places;

    @GetMapping("/cases")
    String list(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            Model model) {
        List<CaseView.Choice> views = CaseView.of(actor, scopes.of(actor));
        CaseView.Choice here = views.stream()
                .filter(choice -> choice.parameter().equals(view))
                .findFirst()
                .or(() -> views.stream().findFirst())
                .orElseThrow(() -> new Forbidden("nav.cases"));
        CaseFilter filter = CaseAddress.read(request.getParameterMap());
        model.addAttribute("query", filter);
        model.addAttribute("views", views);
        model.addAttribute("here", here);
        model.addAttribute("figuresOnly", here.scope() instanceof AreaScope.FiguresOnly);
        model.addAttribute("todo", here.view() == CaseView.TODO);
        model.addAttribute("mayEnter", actor.has(NewCaseController.DESKS));
        model.addAttribute("filtered", !filter.equals(CaseFilter.openOnes()));
        model.addAttribute("slice", queue.list(narrowed(here), filter, after));
        model.addAttribute("total", queue.count(narrowed(here), filter));
        model.addAttribute("statuses", EnumSet.range(CaseStatus.REPORTED, CaseStatus.VOIDED));
        model.addAttribute("lights", List.of(Light.RED, Light.YELLOW, Light.GREEN, Light.GREY));
        model.addAttribute("categories", categoryOptions());
        model.addAttribute("communities", communities(here.scope()));
        return "casework/list";
    }

    private static AreaScope narrowed(CaseView.Choice choice) {
        return choice.view() == CaseView.TODO && choice.scope() instanceof AreaScope.OfUnits of
                ? new AreaScope.HeldBy(of.ids())
                : choice.scope();
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
