package org.shaodao.whistle.web;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseRow;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.JointMatterId;
import org.shaodao.whistle.SourceKind;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleKind;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.service.FileWhistle;
import org.shaodao.whistle.service.JointMatterBook;
import org.shaodao.whistle.service.WhistleDraft;
import org.shaodao.whistle.service.WhistleForming;
import org.shaodao.whistle.service.WhistleSheet;
import org.shaodao.whistle.service.WhistleSheets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form of a whistle: from a case, from a proposal, again after a closed one, or from nothing (W1, W15). */
@Controller
@RequiredArgsConstructor
class WhistleFormController {

    private static final Set<String> FIELDS =
            Set.of("title", "problem", "tried", "task", "address", "sourceNote", "reportInPlace", "coordinator");

    private final WhistleForming forming;
    private final WhistleSheets sheets;
    private final CaseSheets cases;
    private final CaseQueue queue;
    private final Categories categories;
    private final Places places;
    private final AreaScopes scopes;
    private final JointMatterBook matters;

    @GetMapping("/whistles/new")
    String form(
            @CurrentActor Actor actor,
            @RequestParam(name = "case", required = false) @Nullable CaseId source,
            @RequestParam(required = false) @Nullable WhistleId from,
            @RequestParam(required = false) @Nullable WhistleId again,
            @RequestParam(required = false) @Nullable JointMatterId matter,
            Model model) {
        WhistleForm form = new WhistleForm();
        form.setId(WhistleId.next().toString());
        if (source != null) {
            take(cases.sheet(actor, source).facts(), form);
            forming.placeOf(source).ifPresent(form::setPlace);
        } else if (from != null) {
            take(sheets.sheet(actor, from), form);
            form.setAdopts(from);
        } else if (again != null) {
            take(sheets.sheet(actor, again), form);
            form.setAgain(again);
        } else {
            form.setSource(SourceKind.PATROL);
        }
        if (matter != null) {
            take(matters.start(actor, matter, streetOf(own(post(actor)))), form);
        }
        fill(actor, form, true, model);
        return "whistle/new";
    }

    @PostMapping("/whistles/new")
    Object blow(
            @CurrentActor Actor actor,
            @ModelAttribute("form") WhistleForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "send") String act,
            RedirectAttributes flash) {
        PostGrant post = post(actor);
        AreaId where = form.getPlace() == null ? post.areaId() : form.getPlace();
        addCases(actor, form, errors);
        boolean send = act.equals("send") && !errors.hasErrors() && where != null;
        if (send && !form.isSeen() && form.getCategory() != null && form.getAdopts() == null) {
            send = forming.similar(places.place(Objects.requireNonNull(where)), form.getCategory())
                    .isEmpty();
            if (!send) {
                errors.reject("whistle.similar-first");
            }
        }
        if (send) {
            try {
                return "redirect:/whistles/"
                        + send(actor, post, form.toCommand(Objects.requireNonNull(where)), form, flash);
            } catch (RuleViolation broken) {
                Refusal.show(broken, FIELDS, errors);
            }
        }
        ModelAndView page =
                new ModelAndView("whistle/new", errors.hasErrors() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        ExtendedModelMap model = new ExtendedModelMap();
        fill(actor, form, act.equals("suggest"), model);
        page.addAllObjects(model);
        page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return page;
    }

    private WhistleId send(
            Actor actor, PostGrant post, FileWhistle command, WhistleForm form, RedirectAttributes flash) {
        if (form.getAdopts() != null) {
            forming.adopt(actor, form.getVersion(), command);
            flash.addFlashAttribute("notice", "whistle.done.ADOPT");
            return command.id();
        }
        if (post.role() == Role.COMMUNITY_DESK) {
            flash.addFlashAttribute("notice", "whistle.done.PROPOSE");
            return forming.propose(actor, command);
        }
        flash.addFlashAttribute("notice", "whistle.done.FORM");
        return forming.form(actor, command);
    }

    /** Numbers of further cases, typed one after another. */
    private void addCases(Actor actor, WhistleForm form, BindingResult errors) {
        String typed = Objects.requireNonNullElse(form.getMoreCases(), "").strip();
        if (typed.isEmpty()) {
            return;
        }
        for (String number : typed.split("[\\s,,、;;]+")) {
            CaseRow found = null;
            for (AreaScope scope : scopes.of(actor)) {
                for (CaseRow row : queue.list(scope, CaseFilter.everything().withQuery(number), null)
                        .rows()) {
                    if (row.number().equals(number)) {
                        found = row;
                    }
                }
            }
            if (found == null) {
                errors.rejectValue("moreCases", "whistle.case-unknown", new Object[] {number}, null);
            } else {
                form.getCases().add(found.id());
            }
        }
        if (!errors.hasFieldErrors("moreCases")) {
            form.setMoreCases(null);
        }
    }

    private void fill(Actor actor, WhistleForm form, boolean suggest, Model model) {
        PostGrant post = post(actor);
        Place own = own(post);
        if (form.getPlace() == null) {
            form.setPlace(own.id());
        }
        WhistleDraft draft = forming.draft(actor, streetOf(own), form.getCases(), form.getCategory(), form.getPlace());
        if (suggest && form.getLead() == null) {
            form.setLead(draft.suggestedLead());
            form.getCoUnits().addAll(draft.suggestedCo());
        }
        model.addAttribute("form", form);
        model.addAttribute("draft", draft);
        model.addAttribute("proposing", post.role() == Role.COMMUNITY_DESK);
        model.addAttribute("kinds", WhistleKind.values());
        model.addAttribute("levels", WhistleLevel.values());
        model.addAttribute("sources", SourceKind.values());
        model.addAttribute("modes", ArrivalMode.values());
        model.addAttribute("places", placeOptions(draft.places(), own));
        model.addAttribute("categories", categoryOptions());
        model.addAttribute("units", unitOptions(draft.units()));
        model.addAttribute("streets", unitOptions(draft.otherStreets()));
        model.addAttribute(
                "chosen", form.getCoUnits().stream().map(UnitId::toString).collect(Collectors.toSet()));
        model.addAttribute(
                "chosenStreets",
                form.getCoStreets().stream().map(UnitId::toString).collect(Collectors.toSet()));
        form.setSeen(true);
    }

    private Place own(PostGrant post) {
        return places.place(Objects.requireNonNull(post.areaId()));
    }

    private static AreaId streetOf(Place own) {
        return own.level() == AreaLevel.STREET ? own.id() : Objects.requireNonNull(own.streetId());
    }

    /** The steps of a joint matter become the plan, their units those that are called. */
    private static void take(JointMatterBook.Start start, WhistleForm form) {
        if (form.getTitle() == null) {
            form.setTitle(start.name());
            form.setProblem(start.problem());
        }
        for (JointMatterBook.Step step : start.steps()) {
            PlanRow row = new PlanRow();
            row.setUnit(step.unit());
            row.setTask(step.step().task());
            row.setDays(step.step().days());
            form.getPlan().add(row);
            if (step.step().leads()) {
                form.setLead(step.unit());
                form.setLeadTask(step.step().task());
            } else if (step.unit() != null) {
                form.getCoUnits().add(step.unit());
            }
        }
        form.getCoUnits().remove(form.getLead());
    }

    private static PostGrant post(Actor actor) {
        return actor.postsWith(Role.STREET_DESK, Role.STREET_LEADER, Role.COMMUNITY_DESK).stream()
                .min(java.util.Comparator.comparing(one -> one.role() == Role.COMMUNITY_DESK))
                .orElseThrow(() -> new Forbidden("WhistleAction.FORM"));
    }

    private static void take(CaseSheet.Facts facts, WhistleForm form) {
        form.setCases(new LinkedHashSet<>(Set.of(facts.id())));
        form.setCategory(facts.categoryId());
        form.setTitle(facts.title().length() > 100 ? facts.title().substring(0, 100) : facts.title());
        form.setProblem(facts.description());
        form.setAddress(facts.address());
    }

    private static void take(WhistleSheet sheet, WhistleForm form) {
        WhistleSheet.Facts facts = sheet.facts();
        form.setVersion(facts.version());
        form.setKind(facts.kind());
        form.setLevel(facts.level());
        form.setSource(facts.source());
        form.setSourceNote(facts.sourceNote());
        form.setCases(sheet.cases().stream()
                .map(WhistleSheet.LinkedCase::id)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        form.setCategory(facts.categoryId());
        form.setPlace(facts.placeId());
        form.setTitle(facts.title());
        form.setProblem(facts.problem());
        form.setTried(facts.tried());
        form.setAddress(facts.address());
        for (WhistleSheet.Answer answer : sheet.answers()) {
            if (answer.releasedAt() == null) {
                if (answer.role() == org.shaodao.whistle.ResponderRole.LEAD) {
                    form.setLead(answer.unitId());
                    form.setLeadTask(answer.task());
                } else {
                    form.getCoUnits().add(answer.unitId());
                    form.setTask(answer.task());
                }
            }
        }
    }

    private static Map<String, String> placeOptions(List<Place> all, Place own) {
        Map<String, String> options = new LinkedHashMap<>();
        String community = "";
        for (Place place : all) {
            if (place.level() == AreaLevel.COMMUNITY) {
                community = place.name();
            }
            boolean mine = own.level() == AreaLevel.STREET
                    || place.id().equals(own.id())
                    || own.id().equals(place.communityId());
            if (mine) {
                options.put(
                        place.id().toString(),
                        place.level() == AreaLevel.GRID ? community + " / " + place.name() : place.name());
            }
        }
        return options;
    }

    private Map<String, String> categoryOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            options.put(category.id().toString(), category.fullName());
        }
        return options;
    }

    private static Map<String, String> unitOptions(List<UnitRef> units) {
        Map<String, String> options = new LinkedHashMap<>();
        units.forEach(unit -> options.put(unit.id().toString(), unit.name()));
        return options;
    }
}
