package org.shaodao.whistle.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.whistle.JointMatterRights;
import org.shaodao.whistle.service.WhistleQueue;
import org.shaodao.whistle.service.WhistleView;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The hub: who has signed, who has come, who is late; one screen that updates by itself. */
@Controller
@RequiredArgsConstructor
class WhistleHubController {

    private final WhistleQueue queue;

    @GetMapping("/whistles")
    String hub(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        AreaScope scope = queue.scopeOf(actor);
        if (scope instanceof AreaScope.Nothing) {
            throw new Forbidden("nav.whistles");
        }
        Map<WhistleView, Long> counts = queue.counts(scope);
        List<WhistleView> views = views(actor);
        WhistleView here = views.stream()
                .filter(one -> one.parameter().equals(view))
                .findFirst()
                .orElse(WhistleView.RUNNING);
        model.addAttribute("views", views);
        model.addAttribute("counts", counts);
        model.addAttribute("here", here);
        model.addAttribute("seq", queue.changeOf(actor));
        model.addAttribute("slice", queue.list(actor, scope, here, after));
        model.addAttribute("mayBlow", actor.has(Role.STREET_DESK, Role.STREET_LEADER));
        model.addAttribute("mayPropose", actor.has(Role.COMMUNITY_DESK));
        model.addAttribute("mayMatter", JointMatterRights.reads(actor));
        model.addAttribute("mayLimit", actor.has(Role.DISTRICT_SUPERVISOR));
        return "whistle/hub";
    }

    /** The number that tells open pages whether something has changed; nothing else is told here. */
    @GetMapping(value = "/whistles/live", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String live(@CurrentActor Actor actor, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return String.valueOf(queue.changeOf(actor));
    }

    private static List<WhistleView> views(Actor actor) {
        Set<WhistleView> shown = EnumSet.of(WhistleView.RUNNING, WhistleView.EVALUATION, WhistleView.ENDED);
        if (actor.has(Role.STREET_DESK, Role.STREET_LEADER, Role.COMMUNITY_DESK)) {
            shown.addAll(EnumSet.of(WhistleView.PROPOSALS, WhistleView.APPROVAL));
        }
        if (actor.has(Role.STREET_DESK, Role.STREET_LEADER, Role.DISTRICT_SUPERVISOR, Role.DISTRICT_DESK)) {
            shown.addAll(EnumSet.of(WhistleView.OBJECTIONS, WhistleView.APPEALS));
        }
        if (actor.has(Role.DISTRICT_SUPERVISOR, Role.DISTRICT_DESK)) {
            shown.addAll(EnumSet.of(WhistleView.APPROVAL, WhistleView.COORDINATION));
        }
        List<WhistleView> ordered = new ArrayList<>(Arrays.asList(WhistleView.values()));
        ordered.retainAll(shown);
        return ordered;
    }
}
