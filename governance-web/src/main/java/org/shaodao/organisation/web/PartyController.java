package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.service.AreaSheets;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PartyChain;
import org.shaodao.organisation.service.PostBook;
import org.shaodao.organisation.service.StructureChanges;
import org.shaodao.organisation.service.StructureKeeping;
import org.shaodao.organisation.service.StructureKeeping.NewParty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Party chain, the page of one organisation, and its changes. */
@Controller
@RequiredArgsConstructor
class PartyController {

    private final OrganisationAccess access;
    private final PartyChain chain;
    private final AreaSheets sheets;
    private final PostBook posts;
    private final StructureKeeping structure;
    private final StructureChanges changes;

    @GetMapping("/party")
    String tree(@CurrentActor Actor actor, @RequestParam(required = false) @Nullable UUID open, Model model) {
        AreaScope scope = access.structure(actor);
        PartyOrganisationId opened = open == null ? null : new PartyOrganisationId(open);
        if (opened != null) {
            access.check(scope, opened);
        }
        model.addAttribute("totals", chain.totals(scope));
        model.addAttribute("branches", chain.unfolded(scope, opened));
        return "organisation/party";
    }

    @GetMapping("/party/{id}")
    String show(@PathVariable PartyOrganisationId id, @CurrentActor Actor actor, Model model) {
        access.check(access.structure(actor), id);
        PartyChain.Sheet sheet = chain.sheet(id);
        boolean people = access.seesPeople(actor);
        model.addAttribute("party", sheet);
        model.addAttribute("children", chain.below(id));
        model.addAttribute("grids", chain.grids(id));
        model.addAttribute("seesPeople", people);
        model.addAttribute("team", people ? posts.inParty(id) : List.of());
        model.addAttribute("history", sheets.history(id.value()));
        model.addAttribute("edits", access.edits(actor));
        model.addAttribute("staffs", access.staffs(actor));
        model.addAttribute("below", levelsBelow(sheet.level()));
        model.addAttribute("changes", changes.about(id.value()));
        return "organisation/party-sheet";
    }

    // ---- new

    @GetMapping("/party/new")
    String blank(
            @RequestParam AreaId area,
            @RequestParam PartyOrganisationLevel level,
            @RequestParam(required = false) @Nullable UUID parent,
            @ModelAttribute("form") NewThingForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        access.check(access.structure(actor), area);
        access.checkEdits(actor, area);
        form.setForm(level.usualForm());
        return blankPage(area, level, model);
    }

    @PostMapping("/party")
    String create(
            @ModelAttribute("form") NewThingForm form,
            BindingResult errors,
            @RequestParam AreaId area,
            @RequestParam PartyOrganisationLevel level,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        access.check(access.structure(actor), area);
        access.checkEdits(actor, area);
        PartyOrganisationId[] made = new PartyOrganisationId[1];
        if (FormAnswers.done(
                errors,
                response,
                () -> made[0] = structure.create(
                        new NewParty(
                                form.getParent() == null ? null : new PartyOrganisationId(form.getParent()),
                                level,
                                form.getForm() == null ? level.usualForm() : form.getForm(),
                                form.getName(),
                                area,
                                form.getHouseholdsCovered()),
                        form.basis(),
                        actor))) {
            flash.addFlashAttribute("notice", "organisation.party.created");
            return "redirect:/party/" + made[0];
        }
        return blankPage(area, level, model);
    }

    private String blankPage(AreaId area, PartyOrganisationLevel level, Model model) {
        model.addAttribute("area", sheets.sheet(area));
        model.addAttribute("level", level);
        model.addAttribute("forms", forms(level));
        model.addAttribute("parents", parents(level, area.value()));
        model.addAttribute("mayBeRoot", level.mayBeRoot());
        return "organisation/party-new";
    }

    // ---- change

    @GetMapping("/party/{id}/change")
    String change(
            @PathVariable PartyOrganisationId id,
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        PartyChain.Sheet party = editable(id, actor);
        form.setVersion(party.version());
        form.setName(party.name());
        form.setForm(party.form());
        form.setHouseholdsCovered(party.householdsCovered());
        form.setGrids(chain.grids(id).stream().map(AreaSheets.Named::id).collect(Collectors.toSet()));
        return changePage(party, model);
    }

    @PostMapping("/party/{id}/change")
    String take(
            @PathVariable PartyOrganisationId id,
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        PartyChain.Sheet party = editable(id, actor);
        if (FormAnswers.done(errors, response, () -> apply(id, party, form, actor))) {
            flash.addFlashAttribute("notice", "organisation.changed");
            return "redirect:/party/" + id;
        }
        return changePage(party, model);
    }

    private void apply(PartyOrganisationId id, PartyChain.Sheet party, ChangeForm form, Actor actor) {
        PartyForm newForm = form.getForm() == null ? party.form() : form.getForm();
        switch (form.getWhat()) {
            case RENAME -> structure.rename(id, form.getName(), newForm, form.getVersion(), form.basis(), actor);
            case MOVE ->
                structure.move(
                        id,
                        form.getParent() == null ? null : new PartyOrganisationId(form.getParent()),
                        form.getVersion(),
                        form.basis(),
                        actor);
            case ABOLISH -> structure.abolish(id, form.getVersion(), form.basis(), actor);
            case EDIT ->
                structure.describe(
                        id,
                        form.getGrids().stream().map(AreaId::new).collect(Collectors.toSet()),
                        form.getHouseholdsCovered(),
                        form.getVersion(),
                        actor);
        }
    }

    private String changePage(PartyChain.Sheet party, Model model) {
        model.addAttribute("party", party);
        model.addAttribute("forms", forms(party.level()));
        model.addAttribute("parents", parents(party.level(), party.areaId()));
        model.addAttribute("mayBeRoot", party.level().mayBeRoot());
        model.addAttribute("possibleGrids", chain.possibleGrids(new PartyOrganisationId(party.id())));
        return "organisation/party-change";
    }

    private PartyChain.Sheet editable(PartyOrganisationId id, Actor actor) {
        access.check(access.structure(actor), id);
        PartyChain.Sheet party = chain.sheet(id);
        access.checkEdits(actor, new AreaId(party.areaId()));
        return party;
    }

    private java.util.Map<String, String> parents(PartyOrganisationLevel level, UUID area) {
        return FormAnswers.options(
                chain.possibleParents(level, area), PartyChain.Node::id, node -> node.name() + " · " + node.areaName());
    }

    private static List<PartyForm> forms(PartyOrganisationLevel level) {
        return Arrays.stream(PartyForm.values()).filter(level::allows).toList();
    }

    private static List<PartyOrganisationLevel> levelsBelow(PartyOrganisationLevel level) {
        return Arrays.stream(PartyOrganisationLevel.values())
                .filter(below -> below.parents().contains(level) && below.areaLevel() == level.areaLevel())
                .toList();
    }
}
