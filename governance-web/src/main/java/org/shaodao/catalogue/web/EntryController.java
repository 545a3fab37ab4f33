package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.CatalogueTables.CategoryRow;
import org.shaodao.catalogue.service.CatalogueTables.EntryRow;
import org.shaodao.catalogue.service.ChangeEffects.Effect;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The dispatch catalogue: which unit leads which category at which level. */
@Controller
@RequestMapping("/catalogue/entries")
@RequiredArgsConstructor
class EntryController {

    /** Days before the end of an admission from which the page warns. */
    private static final int SOON = 30;

    private static final List<AreaKind> AREA_KINDS = Arrays.stream(AreaKind.values())
            .filter(kind -> kind.level() != AreaLevel.DISTRICT)
            .toList();

    private final CatalogueTables tables;
    private final CatalogueEditing editing;
    private final Choices choices;
    private final Preview preview;
    private final Clock clock;

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable CategoryId group,
            @CurrentActor Actor actor,
            Locale locale,
            Model model) {
        CatalogueEditing.requireReader(actor);
        List<CategoryRow> groups = tables.categories().stream()
                .filter(row -> row.parentId() == null && row.active())
                .toList();
        CategoryRow chosen = groups.stream()
                .filter(row -> row.id().equals(group))
                .findFirst()
                .orElse(groups.isEmpty() ? null : groups.get(0));
        model.addAttribute("groups", groups);
        model.addAttribute("chosen", chosen);
        model.addAttribute("rows", chosen == null ? List.of() : tables.entriesOf(chosen.id()));
        model.addAttribute("levels", EntryDetails.LEVELS);
        model.addAttribute("ending", tables.endingAdmissions(today(), SOON));
        model.addAttribute("today", today());
        model.addAttribute("coUnitWords", choices.coUnits(locale));
        model.addAttribute("limitClasses", choices.limitClasses(locale));
        model.addAttribute("editable", actor.has(Role.DISTRICT_SUPERVISOR));
        return "catalogue/entries";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam CategoryId category,
            @RequestParam AreaLevel level,
            @RequestParam(required = false) @Nullable AreaKind areaKind,
            @CurrentActor Actor actor,
            Locale locale,
            Model model) {
        CatalogueEditing.requireEditor(actor);
        EntryForm form = new EntryForm();
        form.setCategory(category);
        form.setLevel(level);
        form.setAreaKind(areaKind);
        model.addAttribute("form", form);
        return form(null, category, locale, model);
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("form") EntryForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        CategoryId category = form.getCategory();
        AreaLevel level = form.getLevel();
        if (category == null || level == null) {
            throw new NotFound("category");
        }
        if (form.isAgain()) {
            return form(null, category, locale, model);
        }
        if (!errors.hasErrors()) {
            try {
                EntryDetails details = form.toDetails();
                Callable<Object> change =
                        () -> editing.addEntry(category, level, form.getAreaKind(), details, form.getFrom(), actor);
                if (form.getTryWith() > 0) {
                    String page = "/catalogue/entries/new?category=" + category + "&level=" + level;
                    Wish wish = wish(form, category, level, page, "/catalogue/entries", request, locale);
                    return preview.overLatest(change, form.getFrom(), wish, actor);
                }
                if (shown(form, details, change, actor, model)) {
                    return form(null, category, locale, model);
                }
                editing.addEntry(category, level, form.getAreaKind(), details, form.getFrom(), actor);
                flash.addFlashAttribute("notice", "catalogue.saved");
                return "redirect:" + listOf(category);
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(null, category, locale, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable CatalogueEntryId id, @CurrentActor Actor actor, Locale locale, Model model) {
        CatalogueEditing.requireEditor(actor);
        EntryRow row = row(id);
        model.addAttribute("form", EntryForm.from(row, clock.instant()));
        return form(row, row.categoryId(), locale, model);
    }

    @PostMapping("/{id}")
    String edit(
            @PathVariable CatalogueEntryId id,
            @Valid @ModelAttribute("form") EntryForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        EntryRow row = row(id);
        if (row.version() != form.getVersion()) {
            throw new Conflict(null, null, null);
        }
        if (form.isAgain()) {
            form.setCategory(row.categoryId());
            form.setLevel(row.level());
            form.setAreaKind(row.areaKind());
            return form(row, row.categoryId(), locale, model);
        }
        if (!errors.hasErrors()) {
            try {
                EntryDetails details = form.toDetails();
                Callable<Object> change = () -> {
                    editing.editEntry(id, form.getVersion(), details, form.getFrom(), actor);
                    return id;
                };
                if (form.getTryWith() > 0) {
                    String page = "/catalogue/entries/" + id;
                    Wish wish = wish(form, row.categoryId(), row.level(), page, page, request, locale);
                    return preview.overLatest(change, form.getFrom(), wish, actor);
                }
                if (shown(form, details, change, actor, model)) {
                    form.setCategory(row.categoryId());
                    form.setLevel(row.level());
                    form.setAreaKind(row.areaKind());
                    return form(row, row.categoryId(), locale, model);
                }
                editing.editEntry(id, form.getVersion(), details, form.getFrom(), actor);
                flash.addFlashAttribute("notice", "catalogue.saved");
                return "redirect:" + listOf(row.categoryId());
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        form.setCategory(row.categoryId());
        form.setLevel(row.level());
        form.setAreaKind(row.areaKind());
        response.setStatus(422);
        return form(row, row.categoryId(), locale, model);
    }

    @PostMapping("/{id}/end")
    String end(
            @PathVariable CatalogueEntryId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "false") boolean seen,
            @RequestParam(defaultValue = "0") int tryWith,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request) {
        CatalogueEditing.requireEditor(actor);
        EntryRow row = row(id);
        Callable<Object> change = () -> {
            editing.deactivateEntry(id, version, actor);
            return id;
        };
        if (tryWith > 0) {
            String page = "/catalogue/entries/" + id;
            return preview.overLatest(
                    change,
                    row.isPlanned(clock.instant()) ? row.firstDay() : null,
                    Wish.button(
                            tryWith,
                            choices.text("catalogue.entry.end", locale) + " · " + row.categoryName(),
                            page,
                            page + "/end",
                            request.getParameterMap()),
                    actor);
        }
        Effect effect = seen ? null : preview.effect(change, actor);
        if (effect != null && !effect.isNone()) {
            model.addAttribute("endEffect", effect);
            model.addAttribute("form", EntryForm.from(row, clock.instant()));
            return form(row, row.categoryId(), locale, model);
        }
        editing.deactivateEntry(id, version, actor);
        flash.addFlashAttribute("notice", "catalogue.entry.ended");
        return "redirect:" + listOf(row.categoryId());
    }

    private Wish wish(
            EntryForm form,
            CategoryId category,
            AreaLevel level,
            String page,
            String action,
            HttpServletRequest request,
            Locale locale) {
        String name = tables.category(category).map(CategoryRow::name).orElse("");
        return Wish.form(
                form.getTryWith(),
                name + " · " + choices.text("AreaLevel." + level, locale),
                page,
                action,
                request.getParameterMap());
    }

    /** True when the change would send waiting cases elsewhere and the person has not seen that for just this change. */
    private boolean shown(EntryForm form, EntryDetails details, Callable<?> change, Actor actor, Model model) {
        String now = Integer.toHexString((details + "@" + form.getAreaKind() + "@" + form.getFrom()).hashCode());
        if (now.equals(form.getSeen())) {
            return false;
        }
        Effect effect = preview.effect(change, actor);
        form.setSeen(now);
        model.addAttribute("effect", effect);
        return !effect.isNone();
    }

    private String form(@Nullable EntryRow row, CategoryId categoryId, Locale locale, Model model) {
        CategoryRow category = tables.category(categoryId).orElseThrow(() -> new NotFound("category"));
        model.addAttribute("row", row);
        model.addAttribute("amounts", Wish.AMOUNTS);
        model.addAttribute("editions", row == null ? List.of() : tables.editions(row.id()));
        model.addAttribute(
                "planned", row == null ? null : tables.planned(row.id()).orElse(null));
        model.addAttribute("now", clock.instant());
        model.addAttribute("areaKinds", AREA_KINDS);
        model.addAttribute("listTypes", MatterList.values());
        model.addAttribute("admissions", Admission.values());
        model.addAttribute("category", category);
        model.addAttribute("back", listOf(categoryId));
        model.addAttribute(
                "kinds",
                Arrays.stream(UnitKind.values())
                        .filter(kind -> !category.communityNeverLeads()
                                || kind != UnitKind.GRID_TEAM && kind != UnitKind.COMMUNITY_DESK)
                        .toList());
        model.addAttribute("specialities", Speciality.values());
        model.addAttribute("coUnitWords", choices.coUnits(locale));
        model.addAttribute("limitClasses", choices.limitClasses(locale));
        return "catalogue/entry";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }

    private String listOf(CategoryId category) {
        return tables.category(category)
                .map(row -> "/catalogue/entries?group=" + (row.parentId() == null ? row.id() : row.parentId()))
                .orElse("/catalogue/entries");
    }

    private EntryRow row(CatalogueEntryId id) {
        return tables.entry(id).orElseThrow(() -> new NotFound("catalogue-entry"));
    }
}
