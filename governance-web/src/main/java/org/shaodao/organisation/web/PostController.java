package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.PostHoldingId;
import org.shaodao.organisation.PostId;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.AreaSheets;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.organisation.service.PartyChain;
import org.shaodao.organisation.service.PeopleBook;
import org.shaodao.organisation.service.PostBook;
import org.shaodao.organisation.service.Staffing;
import org.shaodao.organisation.service.Staffing.Appointment;
import org.shaodao.organisation.service.Staffing.Seat;
import org.shaodao.organisation.service.UnitBook;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Posts: how many people they need, who is in them, who was. */
@Controller
@RequiredArgsConstructor
class PostController {

    private final OrganisationAccess access;
    private final PostBook posts;
    private final PeopleBook people;
    private final AreaSheets sheets;
    private final UnitBook units;
    private final PartyChain chain;
    private final Staffing staffing;

    @GetMapping("/posts")
    String list(
            @RequestParam(required = false) @Nullable PostType type,
            @RequestParam(defaultValue = "false") boolean vacant,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        model.addAttribute("slice", posts.list(access.people(actor), type, vacant, after));
        model.addAttribute("types", PostType.values());
        model.addAttribute("type", type);
        model.addAttribute("vacant", vacant);
        model.addAttribute("filtered", type != null || vacant);
        return "organisation/posts";
    }

    @GetMapping("/posts/{id}")
    String show(
            @PathVariable PostId id,
            @ModelAttribute("form") AppointForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        return page(id, form, actor, model);
    }

    @PostMapping("/posts/{id}/holders")
    String appoint(
            @PathVariable PostId id,
            @ModelAttribute("form") AppointForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        requireStaffs(id, actor);
        UUID person = form.getPerson();
        if (person == null) {
            errors.rejectValue("person", "required");
        }
        if (FormAnswers.done(
                errors,
                response,
                () -> staffing.appoint(
                        id,
                        new Appointment(
                                new PersonId(java.util.Objects.requireNonNull(person)),
                                form.getEmployment(),
                                form.isDeputy(),
                                form.getFrom()),
                        actor))) {
            flash.addFlashAttribute("notice", "organisation.post.appointed");
            return "redirect:/posts/" + id;
        }
        model.addAttribute("failed", true);
        return page(id, form, actor, model);
    }

    @PostMapping("/posts/{id}/holders/{holding}/end")
    String leave(
            @PathVariable PostId id,
            @PathVariable PostHoldingId holding,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate last,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        requireStaffs(id, actor);
        staffing.leave(id, holding, last, actor);
        flash.addFlashAttribute("notice", "organisation.post.left");
        return "redirect:/posts/" + id;
    }

    @PostMapping("/posts/{id}/required")
    String require(
            @PathVariable PostId id,
            @RequestParam int number,
            @RequestParam long version,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        requireStaffs(id, actor);
        staffing.require(id, number, version, actor);
        flash.addFlashAttribute("notice", "organisation.changed");
        return "redirect:/posts/" + id;
    }

    @PostMapping("/posts/{id}/end")
    String end(
            @PathVariable PostId id, @RequestParam long version, @CurrentActor Actor actor, RedirectAttributes flash) {
        requireStaffs(id, actor);
        staffing.end(id, version, actor);
        flash.addFlashAttribute("notice", "organisation.post.ended");
        return "redirect:/posts";
    }

    // ---- new

    @GetMapping("/posts/new")
    String blank(
            @RequestParam(required = false) @Nullable UUID area,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable UUID party,
            @CurrentActor Actor actor,
            Model model) {
        return blankPage(area, unit, party, actor, model);
    }

    @PostMapping("/posts")
    String setUp(
            @RequestParam(required = false) @Nullable UUID area,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable UUID party,
            @RequestParam PostType type,
            @RequestParam(defaultValue = "1") int number,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        blankPage(area, unit, party, actor, model);
        PostId made = staffing.setUp(
                type,
                new Seat(
                        area == null ? null : new AreaId(area),
                        unit == null ? null : new UnitId(unit),
                        party == null ? null : new PartyOrganisationId(party)),
                number,
                actor);
        flash.addFlashAttribute("notice", "organisation.post.created");
        return "redirect:/posts/" + made;
    }

    private String blankPage(@Nullable UUID area, @Nullable UUID unit, @Nullable UUID party, Actor actor, Model model) {
        String name;
        List<PostType> types;
        if (area != null) {
            access.check(access.people(actor), new AreaId(area));
            AreaSheets.Sheet sheet = sheets.sheet(new AreaId(area));
            AreaLevel level = sheet.level();
            name = sheet.name();
            types = types(actor, type -> type.seat().fits(level));
        } else if (unit != null) {
            access.check(access.people(actor), new UnitId(unit));
            UnitBook.Sheet sheet = units.sheet(new UnitId(unit));
            UnitKind kind = sheet.kind();
            name = sheet.name();
            types = types(actor, type -> type.seat().fits(kind));
        } else if (party != null) {
            access.check(access.people(actor), new PartyOrganisationId(party));
            name = chain.sheet(new PartyOrganisationId(party)).name();
            types = types(actor, type -> type.seat() == PostType.Seat.PARTY_ORGANISATION);
        } else {
            throw new NotFound("seat");
        }
        if (!access.staffs(actor)) {
            throw new Forbidden("organisation.staff");
        }
        model.addAttribute("place", name);
        model.addAttribute("types", types);
        model.addAttribute("area", area);
        model.addAttribute("unit", unit);
        model.addAttribute("party", party);
        return "organisation/post-new";
    }

    private List<PostType> types(Actor actor, java.util.function.Predicate<PostType> fits) {
        return Arrays.stream(PostType.values())
                .filter(fits)
                .filter(type -> access.mayFill(actor, type))
                .toList();
    }

    // ---- helpers

    private String page(PostId id, AppointForm form, Actor actor, Model model) {
        access.check(access.people(actor), id);
        PostBook.Sheet post = posts.sheet(id);
        boolean staffs = access.staffs(actor) && access.mayFill(actor, post.type()) && post.live();
        model.addAttribute("post", post);
        model.addAttribute("times", posts.times(id));
        model.addAttribute("staffs", staffs);
        model.addAttribute("employments", Employment.values());
        model.addAttribute(
                "candidates",
                staffs && !form.getWord().isBlank()
                        ? people.list(access.people(actor), true, form.getWord(), null)
                                .rows()
                        : List.of());
        return "organisation/post";
    }

    private void requireStaffs(PostId id, Actor actor) {
        access.check(access.people(actor), id);
        PostBook.Sheet post = posts.sheet(id);
        access.checkStaffs(actor, post.type(), new AreaId(post.inArea()));
    }
}
