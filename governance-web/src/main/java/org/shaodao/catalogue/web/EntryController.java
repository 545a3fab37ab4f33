package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueFiles;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.CatalogueTables.CategoryRow;
import org.shaodao.catalogue.service.CatalogueTables.EntryRow;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The dispatch catalogue: which unit leads which category at which level. */
@Controller
@RequestMapping("/catalogue/entries")
@RequiredArgsConstructor
class EntryController {

    private static final ImportPage IMPORT = new ImportPage(
            "catalogue.import.entries",
            "/catalogue/entries/import",
            "/catalogue/entries",
            "/catalogue/entries/file",
            ".xlsx,.csv");

    private final CatalogueTables tables;
    private final CatalogueEditing editing;
    private final CatalogueFiles files;
    private final Choices choices;

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
        model.addAttribute("coUnitWords", choices.coUnits(locale));
        model.addAttribute("limitClasses", choices.limitClasses(locale));
        model.addAttribute("editable", actor.has(Role.DISTRICT_SUPERVISOR));
        return "catalogue/entries";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam CategoryId category,
            @RequestParam AreaLevel level,
            @CurrentActor Actor actor,
            Locale locale,
            Model model) {
        CatalogueEditing.requireEditor(actor);
        EntryForm form = new EntryForm();
        form.setCategory(category);
        form.setLevel(level);
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
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        CategoryId category = form.getCategory();
        AreaLevel level = form.getLevel();
        if (category == null || level == null) {
            throw new NotFound("category");
        }
        if (!errors.hasErrors()) {
            try {
                editing.addEntry(category, level, form.toDetails(), actor);
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
        model.addAttribute("form", EntryForm.from(row));
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
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        EntryRow row = row(id);
        if (!errors.hasErrors()) {
            try {
                editing.editEntry(id, form.getVersion(), form.toDetails(), actor);
                flash.addFlashAttribute("notice", "catalogue.saved");
                return "redirect:" + listOf(row.categoryId());
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        form.setCategory(row.categoryId());
        form.setLevel(row.level());
        response.setStatus(422);
        return form(row, row.categoryId(), locale, model);
    }

    @PostMapping("/{id}/end")
    String end(
            @PathVariable CatalogueEntryId id,
            @RequestParam long version,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        CatalogueEditing.requireEditor(actor);
        EntryRow row = row(id);
        editing.deactivateEntry(id, version, actor);
        flash.addFlashAttribute("notice", "catalogue.entry.ended");
        return "redirect:" + listOf(row.categoryId());
    }

    @GetMapping("/file")
    ResponseEntity<byte[]> file(@CurrentActor Actor actor, Locale locale) {
        CatalogueEditing.requireReader(actor);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeEntries(out, locale);
        return Downloads.xlsx(choices.text("catalogue.entry.sheet", locale) + ".xlsx", out.toByteArray());
    }

    @GetMapping("/import")
    String importForm(@CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.show(model);
    }

    @PostMapping("/import")
    String importFile(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.take(
                file,
                sent -> CategoryController.result(files.readEntries(sent, dryRun, actor)),
                dryRun,
                model,
                flash,
                response);
    }

    private String form(@Nullable EntryRow row, CategoryId categoryId, Locale locale, Model model) {
        CategoryRow category = tables.category(categoryId).orElseThrow(() -> new NotFound("category"));
        model.addAttribute("row", row);
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

    private String listOf(CategoryId category) {
        return tables.category(category)
                .map(row -> "/catalogue/entries?group=" + (row.parentId() == null ? row.id() : row.parentId()))
                .orElse("/catalogue/entries");
    }

    private EntryRow row(CatalogueEntryId id) {
        return tables.entry(id).orElseThrow(() -> new NotFound("catalogue-entry"));
    }
}
