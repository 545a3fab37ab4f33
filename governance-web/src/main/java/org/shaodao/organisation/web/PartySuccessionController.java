package org.shaodao.organisation.web;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PartyChain;
import org.shaodao.organisation.service.PartyChanging;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Merging and splitting Party organisations, with a look at the effects before anything is done. */
@Controller
@RequiredArgsConstructor
class PartySuccessionController {

    private final OrganisationAccess access;
    private final PartyChain chain;
    private final PartyChanging changing;

    @GetMapping("/party/{id}/merge")
    String mergePage(
            @PathVariable PartyOrganisationId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        PartyChain.Sheet party = editable(id, actor);
        form.setVersion(party.version());
        return mergeForm(id, party, form, errors, actor, model);
    }

    @PostMapping("/party/{id}/merge")
    Object merge(
            @PathVariable PartyOrganisationId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        PartyChain.Sheet party = editable(id, actor);
        if (form.getInto() == null && !errors.hasFieldErrors("into")) {
            errors.rejectValue("into", "organisation.merge-missing");
        }
        return SuccessionPages.done(
                errors,
                flash,
                model,
                () -> changing.merge(
                        actor,
                        id,
                        form.getVersion(),
                        new PartyOrganisationId(Objects.requireNonNull(form.getInto())),
                        form.basis()),
                () -> mergeForm(id, party, form, errors, actor, model));
    }

    private String mergeForm(
            PartyOrganisationId id,
            PartyChain.Sheet party,
            SuccessionForm form,
            BindingResult errors,
            Actor actor,
            Model model) {
        UUID into = form.getInto();
        if (into != null) {
            SuccessionPages.effects(errors, model, () -> changing.preview(actor, id, null));
        }
        return SuccessionPages.merge(thing(party), changing.targets(id), model);
    }

    @GetMapping("/party/{id}/split")
    String splitPage(
            @PathVariable PartyOrganisationId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        PartyChain.Sheet party = editable(id, actor);
        form.setVersion(party.version());
        form.setForm(party.form());
        return splitForm(id, party, actor, model);
    }

    @PostMapping("/party/{id}/split")
    Object split(
            @PathVariable PartyOrganisationId id,
            @ModelAttribute("form") SuccessionForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        PartyChain.Sheet party = editable(id, actor);
        if (!form.isConfirmed()) {
            SuccessionPages.effects(errors, model, () -> changing.preview(actor, id, form.getChosen()));
            return splitForm(id, party, actor, model);
        }
        PartyForm kind = form.getForm() == null ? party.form() : form.getForm();
        return SuccessionPages.done(
                errors,
                flash,
                model,
                () -> changing.split(
                        actor, id, form.getVersion(), form.getName(), kind, form.getChosen(), form.basis()),
                () -> splitForm(id, party, actor, model));
    }

    private String splitForm(PartyOrganisationId id, PartyChain.Sheet party, Actor actor, Model model) {
        model.addAttribute(
                "forms",
                Arrays.stream(PartyForm.values()).filter(party.level()::allows).toList());
        return SuccessionPages.split(thing(party), changing.choices(actor, id), model);
    }

    private PartyChain.Sheet editable(PartyOrganisationId id, Actor actor) {
        access.check(access.structure(actor), id);
        PartyChain.Sheet party = chain.sheet(id);
        access.checkEdits(actor, new AreaId(party.areaId()));
        return party;
    }

    private static Thing thing(PartyChain.Sheet party) {
        return new Thing(
                party.id(),
                party.name(),
                "PartyOrganisationLevel." + party.level().name(),
                "/party/" + party.id(),
                false,
                false);
    }
}
