package org.shaodao.organisation.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.AreaSheets;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.StructureChanging;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Merging and splitting grids and communities, with a look at the effects before anything is done. */
@Controller
@RequiredArgsConstructor
class AreaSuccessionController {

    private final OrganisationAccess access;
    private final AreaSheets sheets;
    private final StructureChanging changing;

    @GetMapping("/areas/{id}/merge")
    String mergePage(
            @PathVariable AreaId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        AreaSheets.Sheet area = editable(id, actor);
        form.setVersion(area.version());
        return mergeForm(id, area, form, errors, actor, model);
    }

    @PostMapping("/areas/{id}/merge")
    Object merge(
            @PathVariable AreaId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        AreaSheets.Sheet area = editable(id, actor);
        if (form.getInto() == null && !errors.hasFieldErrors("into")) {
            errors.rejectValue("into", "organisation.merge-missing");
        }
        return SuccessionPages.done(
                errors,
                flash,
                model,
                () -> changing.merge(
                        actor, id, form.getVersion(), new AreaId(Objects.requireNonNull(form.getInto())), form.basis()),
                () -> mergeForm(id, area, form, errors, actor, model));
    }

    private String mergeForm(
            AreaId id, AreaSheets.Sheet area, SuccessionForm form, BindingResult errors, Actor actor, Model model) {
        UUID into = form.getInto();
        if (into != null) {
            SuccessionPages.effects(errors, model, () -> changing.previewMerge(actor, id, new AreaId(into)));
        }
        return SuccessionPages.merge(thing(area), changing.targets(id), model);
    }

    @GetMapping("/areas/{id}/split")
    String splitPage(
            @PathVariable AreaId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        AreaSheets.Sheet area = editable(id, actor);
        form.setVersion(area.version());
        if (form.getCode().isEmpty()) {
            form.setCode(changing.nextCode(id));
        }
        return SuccessionPages.split(thing(area), changing.choices(actor, id), model);
    }

    @PostMapping("/areas/{id}/split")
    Object split(
            @PathVariable AreaId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        AreaSheets.Sheet area = editable(id, actor);
        if (!form.isConfirmed()) {
            SuccessionPages.effects(errors, model, () -> changing.previewSplit(actor, id, form.getChosen()));
            return SuccessionPages.split(thing(area), changing.choices(actor, id), model);
        }
        return SuccessionPages.done(
                errors,
                flash,
                model,
                () -> changing.split(actor, id, form.getVersion(), form.part(), form.getChosen(), form.basis()),
                () -> SuccessionPages.split(thing(area), changing.choices(actor, id), model));
    }

    private AreaSheets.Sheet editable(AreaId id, Actor actor) {
        access.check(access.structure(actor), id);
        if (!access.edits(actor)) {
            throw new Forbidden("organisation.change");
        }
        access.checkEdits(actor, id);
        AreaSheets.Sheet area = sheets.sheet(id);
        RuleViolation.require(
                List.of(AreaLevel.GRID, AreaLevel.COMMUNITY).contains(area.level()), "organisation.merge-not-alike");
        return area;
    }

    private static Thing thing(AreaSheets.Sheet area) {
        return new Thing(
                area.id(),
                area.name(),
                "AreaLevel." + area.level().name(),
                "/areas/" + area.id(),
                true,
                area.level() == AreaLevel.GRID);
    }
}
