package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.service.AreaSheets;
import org.shaodao.organisation.service.AreaTree;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PostBook;
import org.shaodao.organisation.service.StructureChanges;
import org.shaodao.organisation.service.StructureKeeping;
import org.shaodao.organisation.service.StructureKeeping.AreaFacts;
import org.shaodao.organisation.service.StructureKeeping.NewArea;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tree of areas, the page of one area or grid, and its changes. */
@Controller
@RequiredArgsConstructor
class AreaController {

    private final OrganisationAccess access;
    private final AreaTree tree;
    private final AreaSheets sheets;
    private final PostBook posts;
    private final StructureKeeping structure;
    private final StructureChanges changes;

    @GetMapping("/areas")
    String tree(@CurrentActor Actor actor, @RequestParam(required = false) @Nullable UUID open, Model model) {
        AreaScope scope = access.structure(actor);
        if (open != null) {
            access.check(scope, new AreaId(open));
        }
        model.addAttribute("totals", tree.totals(scope));
        model.addAttribute("branches", tree.unfolded(scope, open == null ? null : new AreaId(open)));
        return "organisation/areas";
    }

    @GetMapping("/areas/{id}")
    String show(@PathVariable AreaId id, @CurrentActor Actor actor, Model model) {
        access.check(access.structure(actor), id);
        fill(id, actor, model);
        AreaLevel level = sheets.sheet(id).level();
        model.addAttribute("children", level == AreaLevel.GRID ? List.of() : tree.below(id));
        model.addAttribute("history", sheets.history(id.value()));
        model.addAttribute("edits", access.edits(actor));
        model.addAttribute("staffs", access.staffs(actor));
        model.addAttribute("changes", changes.about(id.value()));
        return "organisation/area";
    }

    @GetMapping("/areas/{id}/poster")
    String poster(@PathVariable AreaId id, @CurrentActor Actor actor, Model model) {
        access.check(access.people(actor), id);
        fill(id, actor, model);
        UUID community = sheets.sheet(id).parentId();
        model.addAttribute("desk", community == null ? List.of() : sheets.units(new AreaId(community)));
        return "organisation/poster";
    }

    private void fill(AreaId id, Actor actor, Model model) {
        model.addAttribute("area", sheets.sheet(id));
        model.addAttribute("above", sheets.above(id));
        model.addAttribute("units", sheets.units(id));
        model.addAttribute("party", sheets.party(id));
        boolean people = access.seesPeople(actor);
        model.addAttribute("seesPeople", people);
        model.addAttribute("team", people ? posts.inArea(id) : List.of());
        model.addAttribute("sevenPosts", PostType.gridTeam());
    }

    // ---- new

    @GetMapping("/areas/new")
    String blank(
            @RequestParam AreaId parent,
            @ModelAttribute("form") NewThingForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        access.check(access.structure(actor), parent);
        access.checkEdits(actor, parent);
        AreaSheets.Sheet above = sheets.sheet(parent);
        form.setParent(parent.value());
        form.setCode(
                above.level() == AreaLevel.COMMUNITY
                        ? above.code()
                        : above.code().replaceFirst("0{3}(0{3})?$", ""));
        return blankPage(above, model);
    }

    @PostMapping("/areas")
    String create(
            @ModelAttribute("form") NewThingForm form,
            BindingResult errors,
            @RequestParam AreaId parent,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        access.check(access.structure(actor), parent);
        access.checkEdits(actor, parent);
        AreaId[] made = new AreaId[1];
        if (FormAnswers.done(
                errors,
                response,
                () -> made[0] = structure.create(
                        new NewArea(parent, form.getCode(), form.getName(), form.getKind()), form.basis(), actor))) {
            flash.addFlashAttribute("notice", "organisation.area.created");
            return "redirect:/areas/" + made[0];
        }
        return blankPage(sheets.sheet(parent), model);
    }

    private static String blankPage(AreaSheets.Sheet above, Model model) {
        AreaLevel level = AreaLevel.values()[Math.min(above.level().ordinal() + 1, AreaLevel.values().length - 1)];
        model.addAttribute("above", above);
        model.addAttribute("level", level);
        model.addAttribute("kinds", AreaKind.of(level));
        return "organisation/area-new";
    }

    // ---- change

    @GetMapping("/areas/{id}/change")
    String change(
            @PathVariable AreaId id,
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        requireEdits(id, actor);
        AreaSheets.Sheet area = sheets.sheet(id);
        form.setVersion(area.version());
        form.setName(area.name());
        form.setKind(area.kind());
        form.setUnitType(area.unitType());
        form.setHouseholds(area.households());
        form.setResidents(area.residents());
        form.setBuildings(area.buildings());
        form.setBoundary(area.boundaryText() == null ? "" : area.boundaryText());
        return changePage(area, model);
    }

    @PostMapping("/areas/{id}/change")
    String take(
            @PathVariable AreaId id,
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        requireEdits(id, actor);
        if (FormAnswers.done(errors, response, () -> apply(id, form, errors, actor)) && !errors.hasErrors()) {
            flash.addFlashAttribute("notice", "organisation.changed");
            return "redirect:/areas/" + id;
        }
        response.setStatus(422);
        return changePage(sheets.sheet(id), model);
    }

    private void apply(AreaId id, ChangeForm form, BindingResult errors, Actor actor) {
        switch (form.getWhat()) {
            case RENAME -> structure.rename(id, form.getName(), form.getVersion(), form.basis(), actor);
            case MOVE -> {
                if (form.getParent() == null) {
                    errors.rejectValue("parent", "required");
                } else {
                    structure.move(id, new AreaId(form.getParent()), form.getVersion(), form.basis(), actor);
                }
            }
            case ABOLISH -> structure.abolish(id, form.getVersion(), form.basis(), actor);
            case EDIT ->
                structure.describe(
                        id,
                        new AreaFacts(
                                form.getKind(),
                                form.getUnitType(),
                                form.getHouseholds(),
                                form.getResidents(),
                                form.getBuildings(),
                                form.getBoundary()),
                        form.getVersion(),
                        actor);
        }
    }

    private String changePage(AreaSheets.Sheet area, Model model) {
        model.addAttribute("area", area);
        model.addAttribute("kinds", AreaKind.of(area.level()));
        model.addAttribute("unitTypes", GridUnitType.values());
        model.addAttribute(
                "parents",
                FormAnswers.options(
                        sheets.possibleParents(new AreaId(area.id())), AreaSheets.Named::id, AreaSheets.Named::name));
        return "organisation/area-change";
    }

    private void requireEdits(AreaId id, Actor actor) {
        access.check(access.structure(actor), id);
        if (!access.edits(actor)) {
            throw new Forbidden("organisation.change");
        }
        access.checkEdits(actor, id);
    }
}
