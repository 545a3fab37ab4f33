package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PeopleBook;
import org.shaodao.organisation.service.Staffing;
import org.shaodao.organisation.service.Staffing.RevealReason;
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

/** People who hold posts; a private number is shown for a reason, and that is written down. */
@Controller
@RequiredArgsConstructor
class PeopleController {

    private final OrganisationAccess access;
    private final PeopleBook people;
    private final Staffing staffing;

    @GetMapping("/people")
    String list(
            @RequestParam(required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        AreaScope scope = access.people(actor);
        model.addAttribute("slice", people.list(scope, access.seesUnplaced(actor), word, after));
        model.addAttribute("word", word);
        model.addAttribute("filtered", word != null && !word.isBlank());
        model.addAttribute("staffs", access.staffs(actor));
        return "organisation/people";
    }

    @GetMapping("/people/{id}")
    String show(@PathVariable PersonId id, @CurrentActor Actor actor, Model model) {
        return page(id, actor, model);
    }

    @PostMapping("/people/{id}/phone")
    String reveal(
            @PathVariable PersonId id,
            @RequestParam(required = false) @Nullable RevealReason reason,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            Model model) {
        access.check(access.people(actor), id, access.seesUnplaced(actor));
        if (reason == null) {
            model.addAttribute("reasonMissing", true);
            response.setStatus(422);
        } else {
            model.addAttribute("phone", staffing.reveal(id, reason, actor));
        }
        return page(id, actor, model);
    }

    private String page(PersonId id, Actor actor, Model model) {
        AreaScope scope = access.people(actor);
        access.check(scope, id, access.seesUnplaced(actor));
        model.addAttribute("person", people.sheet(id));
        model.addAttribute("times", people.times(id, scope));
        model.addAttribute("reasons", RevealReason.values());
        model.addAttribute("staffs", access.staffs(actor));
        return "organisation/person";
    }

    @GetMapping("/people/new")
    String blank(@ModelAttribute("form") PersonForm form, BindingResult errors, @CurrentActor Actor actor) {
        requireStaffs(actor);
        return "organisation/person-edit";
    }

    @PostMapping("/people")
    String register(
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash) {
        requireStaffs(actor);
        PersonId[] made = new PersonId[1];
        if (FormAnswers.done(errors, response, () -> made[0] = staffing.register(form.facts(), actor))) {
            flash.addFlashAttribute("notice", "organisation.person.created");
            return "redirect:/people/" + made[0];
        }
        return "organisation/person-edit";
    }

    @GetMapping("/people/{id}/change")
    String change(
            @PathVariable PersonId id,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        PeopleBook.Sheet person = editable(id, actor);
        form.setName(person.name());
        form.setPartyMember(person.partyMember());
        form.setManagedHere(person.managedHere());
        form.setVersion(person.version());
        model.addAttribute("person", person);
        return "organisation/person-edit";
    }

    @PostMapping("/people/{id}/change")
    String take(
            @PathVariable PersonId id,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        PeopleBook.Sheet person = editable(id, actor);
        if (FormAnswers.done(errors, response, () -> staffing.edit(id, form.facts(), form.getVersion(), actor))) {
            flash.addFlashAttribute("notice", "organisation.changed");
            return "redirect:/people/" + id;
        }
        model.addAttribute("person", person);
        return "organisation/person-edit";
    }

    private PeopleBook.Sheet editable(PersonId id, Actor actor) {
        requireStaffs(actor);
        access.check(access.people(actor), id, true);
        return people.sheet(id);
    }

    private void requireStaffs(Actor actor) {
        if (!access.staffs(actor)) {
            throw new Forbidden("organisation.staff");
        }
    }
}
