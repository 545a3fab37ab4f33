package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.OrganisationAccess;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The bar above the organisation's pages: what this person may open, and where the page belongs. */
@ControllerAdvice(
        assignableTypes = {
            AreaController.class,
            AreaSuccessionController.class,
            PartyController.class,
            PartySuccessionController.class,
            StructureChangeController.class,
            UnitController.class,
            PeopleController.class,
            PostController.class,
            CoverageController.class,
            DivisionImportController.class,
            GridImportController.class
        })
@RequiredArgsConstructor
class Sections {

    private final OrganisationAccess access;
    private final CurrentActors actors;

    @ModelAttribute("sections")
    List<Section> sections(HttpServletRequest request) {
        Actor actor = actors.of(request).orElse(null);
        if (actor == null || !"GET".equals(request.getMethod()) && !"POST".equals(request.getMethod())) {
            return List.of();
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        List<Section> sections = new ArrayList<>();
        boolean area = access.seesAreas(actor);
        boolean people = access.seesPeople(actor);
        add(sections, area, "/areas", "organisation.areas.title", path);
        add(sections, area, "/party", "organisation.party.title", path);
        add(sections, true, "/units", "organisation.units.title", path);
        add(sections, people, "/people", "organisation.people.title", path);
        add(sections, people, "/posts", "organisation.posts.title", path);
        add(sections, area, "/coverage", "nav.coverage", path);
        add(
                sections,
                actor.has(Role.SYSTEM_ADMINISTRATOR),
                "/imports/divisions",
                "organisation.import.divisions",
                path);
        add(sections, access.edits(actor), "/imports/grids", "organisation.import.grids", path);
        return sections;
    }

    private static void add(List<Section> sections, boolean shown, String href, String key, String path) {
        if (shown) {
            sections.add(new Section(href, key, path.equals(href) || path.startsWith(href + "/")));
        }
    }
}
