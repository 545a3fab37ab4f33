package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.AreaSheets;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PostBook;
import org.shaodao.organisation.service.StructureKeeping;
import org.shaodao.organisation.service.StructureKeeping.NewUnit;
import org.shaodao.organisation.service.UnitBook;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Units with their duty phones, the page of one unit, and its changes. */
@Controller
@RequiredArgsConstructor
class UnitController {

    private final OrganisationAccess access;
    private final UnitBook units;
    private final AreaSheets sheets;
    private final PostBook posts;
    private final StructureKeeping structure;

    @GetMapping("/units")
    String list(
            @RequestParam(required = false) @Nullable UnitKind kind,
            @RequestParam(required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        AreaScope scope = access.units(actor);
        model.addAttribute("slice", units.list(scope, kind, word, after));
        model.addAttribute("kinds", UnitKind.values());
        model.addAttribute("filtered", kind != null || word != null && !word.isBlank());
        model.addAttribute("word", word);
        model.addAttribute("kind", kind);
        return "organisation/units";
    }

    @GetMapping("/units/{id}")
    String show(@PathVariable UnitId id, @CurrentActor Actor actor, Model model) {
        AreaScope scope = access.units(actor);
        access.check(scope, id);
        boolean people = scope instanceof AreaScope.OfUnits || access.seesPeople(actor);
        model.addAttribute("unit", units.sheet(id));
        model.addAttribute("children", units.below(id));
        model.addAttribute("seesPeople", people);
        model.addAttribute("linksPeople", access.seesPeople(actor));
        model.addAttribute("team", people ? posts.inUnit(id) : List.of());
        model.addAttribute("history", sheets.history(id.value()));
        model.addAttribute("edits", access.edits(actor));
        model.addAttribute("staffs", access.staffs(actor));
        return "organisation/unit";
    }

    // ---- new

    @GetMapping("/units/new")
    String blank(
            @RequestParam AreaId area,
            @ModelAttribute("form") NewThingForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        access.check(access.structure(actor), area);
        access.checkEdits(actor, area);
        return blankPage(area, model);
    }

    @PostMapping("/units")
    String create(
            @ModelAttribute("form") NewThingForm form,
            BindingResult errors,
            @RequestParam AreaId area,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        access.check(access.structure(actor), area);
        access.checkEdits(actor, area);
        UnitKind kind = form.getUnitKind();
        if (kind == null) {
            errors.rejectValue("unitKind", "required");
        }
        UnitId[] made = new UnitId[1];
        if (FormAnswers.done(
                errors,
                response,
                () -> made[0] = structure.create(
                        new NewUnit(
                                form.getParent() == null ? null : new UnitId(form.getParent()),
                                java.util.Objects.requireNonNull(kind),
                                form.getSpeciality(),
                                form.getCode(),
                                form.getName(),
                                area,
                                form.getDutyPhone()),
                        form.basis(),
                        actor))) {
            flash.addFlashAttribute("notice", "organisation.unit.created");
            return "redirect:/units/" + made[0];
        }
        return blankPage(area, model);
    }

    private String blankPage(AreaId area, Model model) {
        AreaSheets.Sheet sheet = sheets.sheet(area);
        AreaLevel level = sheet.level();
        List<UnitKind> kinds = Arrays.stream(UnitKind.values())
                .filter(kind -> !kind.isOnePerArea() && kind.serves(level))
                .toList();
        model.addAttribute("area", sheet);
        model.addAttribute("kinds", kinds);
        model.addAttribute("specialities", Speciality.values());
        model.addAttribute(
                "parents",
                FormAnswers.options(
                        kinds.stream()
                                .flatMap(kind -> units.possibleParents(kind, area.value()).stream())
                                .distinct()
                                .toList(),
                        UnitBook.Named::id,
                        UnitBook.Named::name));
        return "organisation/unit-new";
    }

    // ---- change

    @GetMapping("/units/{id}/change")
    String change(
            @PathVariable UnitId id,
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        UnitBook.Sheet unit = editable(id, actor);
        form.setVersion(unit.version());
        form.setName(unit.name());
        form.setSpeciality(unit.speciality());
        form.setDutyPhone(unit.dutyPhone() == null ? "" : unit.dutyPhone());
        return changePage(unit, model);
    }

    @PostMapping("/units/{id}/change")
    String take(
            @PathVariable UnitId id,
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        UnitBook.Sheet unit = editable(id, actor);
        if (FormAnswers.done(errors, response, () -> apply(id, form, actor))) {
            flash.addFlashAttribute("notice", "organisation.changed");
            return "redirect:/units/" + id;
        }
        return changePage(unit, model);
    }

    private void apply(UnitId id, ChangeForm form, Actor actor) {
        UUID parent = form.getParent();
        switch (form.getWhat()) {
            case RENAME -> structure.rename(id, form.getName(), form.getVersion(), form.basis(), actor);
            case MOVE ->
                structure.move(id, parent == null ? null : new UnitId(parent), form.getVersion(), form.basis(), actor);
            case ABOLISH -> structure.abolish(id, form.getVersion(), form.basis(), actor);
            case EDIT -> structure.describe(id, form.getSpeciality(), form.getDutyPhone(), form.getVersion(), actor);
        }
    }

    private String changePage(UnitBook.Sheet unit, Model model) {
        Map<String, String> parents = FormAnswers.options(
                units.possibleParents(unit.kind(), unit.areaId()), UnitBook.Named::id, UnitBook.Named::name);
        model.addAttribute("unit", unit);
        model.addAttribute("specialities", Speciality.values());
        model.addAttribute("parents", parents);
        return "organisation/unit-change";
    }

    private UnitBook.Sheet editable(UnitId id, Actor actor) {
        access.check(access.units(actor), id);
        UnitBook.Sheet unit = units.sheet(id);
        access.checkEdits(actor, new AreaId(unit.areaId()));
        return unit;
    }
}
