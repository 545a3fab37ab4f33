package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryDetails;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRoot;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueFiles;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.CatalogueTables.CategoryRow;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.ChangeEffects.Effect;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Conflict;
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

/** The category tree: look, add, change, take out of use, exchange as a spreadsheet. */
@Controller
@RequestMapping("/catalogue/categories")
@RequiredArgsConstructor
class CategoryController {

    private static final String PAGE = "/catalogue/categories/";
    private static final String DEACTIVATE = "catalogue.category.deactivate";
    private static final String REACTIVATE = "catalogue.category.reactivate";

    private static final ImportPage IMPORT = new ImportPage(
            "catalogue.import.categories",
            "/catalogue/categories/import",
            "/catalogue/categories",
            "/catalogue/categories/file",
            ".xlsx,.csv",
            Wish.AMOUNTS);

    private final CatalogueTables tables;
    private final CatalogueEditing editing;
    private final CatalogueFiles files;
    private final Categories categories;
    private final Choices choices;
    private final Preview preview;

    @GetMapping
    String list(@RequestParam(defaultValue = "") String words, @CurrentActor Actor actor, Locale locale, Model model) {
        CatalogueEditing.requireReader(actor);
        return list(words, "", actor, locale, model);
    }

    /** Which categories a message would suggest; posted, so that citizens' words stay out of addresses and logs. */
    @PostMapping("/trial")
    String trial(@RequestParam(defaultValue = "") String text, @CurrentActor Actor actor, Locale locale, Model model) {
        CatalogueEditing.requireReader(actor);
        return list("", text, actor, locale, model);
    }

    private String list(String words, String trial, Actor actor, Locale locale, Model model) {
        model.addAttribute("groups", tables.tree(words));
        model.addAttribute("words", words);
        model.addAttribute("trial", trial);
        model.addAttribute("suggestions", trial.isBlank() ? null : categories.suggestions(trial, 3));
        model.addAttribute("editable", actor.has(Role.DISTRICT_SUPERVISOR));
        model.addAttribute("limitClasses", choices.limitClasses(locale));
        return "catalogue/categories";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable CategoryId parent,
            @CurrentActor Actor actor,
            Locale locale,
            Model model) {
        CatalogueEditing.requireEditor(actor);
        CategoryForm form = new CategoryForm();
        form.setParent(parent);
        if (parent != null) {
            CategoryRow group = row(parent);
            form.setCode(group.code());
            form.setRoot(CategoryRoot.valueOf(group.root()));
            form.setLimitClass(group.limitClass());
            form.setCommunityNeverLeads(group.communityNeverLeads());
        }
        model.addAttribute("form", form);
        return form(null, locale, model);
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("form") CategoryForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        if (!errors.hasErrors()) {
            try {
                CategoryId id = editing.addCategory(form.getCode().strip(), form.getParent(), form.toDetails(), actor);
                flash.addFlashAttribute("notice", "catalogue.category.added");
                return "redirect:/catalogue/categories/" + id;
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(null, locale, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable CategoryId id, @CurrentActor Actor actor, Locale locale, Model model) {
        CatalogueEditing.requireEditor(actor);
        CategoryRow row = row(id);
        model.addAttribute("form", CategoryForm.from(row));
        return form(row, locale, model);
    }

    @PostMapping("/{id}")
    String edit(
            @PathVariable CategoryId id,
            @Valid @ModelAttribute("form") CategoryForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        CategoryRow row = row(id);
        if (row.version() != form.getVersion()) {
            throw new Conflict(null, null, null);
        }
        if (form.isAgain()) {
            return form(row, locale, model);
        }
        if (!errors.hasErrors()) {
            try {
                CategoryDetails details = form.toDetails();
                Callable<Object> change = () -> {
                    editing.editCategory(id, form.getVersion(), details, actor);
                    return id;
                };
                if (form.getTryWith() > 0) {
                    String page = PAGE + id;
                    return preview.overLatest(
                            change,
                            null,
                            Wish.form(form.getTryWith(), title(row), page, page, request.getParameterMap()),
                            actor);
                }
                if (shown(form, details, change, actor, model)) {
                    return form(row, locale, model);
                }
                editing.editCategory(id, form.getVersion(), details, actor);
                flash.addFlashAttribute("notice", "catalogue.saved");
                return "redirect:/catalogue/categories/" + id;
            } catch (RuleViolation violation) {
                FormProblems.reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(row(id), locale, model);
    }

    @PostMapping("/{id}/use")
    String use(
            @PathVariable CategoryId id,
            @RequestParam boolean active,
            @RequestParam long version,
            @RequestParam(defaultValue = "false") boolean seen,
            @RequestParam(defaultValue = "0") int tryWith,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request) {
        CatalogueEditing.requireEditor(actor);
        CategoryRow row = row(id);
        Callable<Object> change = () -> {
            editing.setCategoryActive(id, version, active, actor);
            return id;
        };
        if (tryWith > 0) {
            String about = choices.text(active ? REACTIVATE : DEACTIVATE, locale) + " · " + title(row);
            return preview.overLatest(
                    change,
                    null,
                    Wish.button(tryWith, about, PAGE + id, PAGE + id + "/use", request.getParameterMap()),
                    actor);
        }
        Effect effect = seen ? null : preview.effect(change, actor);
        if (effect != null && !effect.isNone()) {
            model.addAttribute("useEffect", effect);
            model.addAttribute("form", CategoryForm.from(row));
            return form(row, locale, model);
        }
        editing.setCategoryActive(id, version, active, actor);
        flash.addFlashAttribute("notice", active ? "catalogue.category.reactivated" : "catalogue.category.deactivated");
        return "redirect:/catalogue/categories/" + id;
    }

    @GetMapping("/file")
    ResponseEntity<byte[]> file(@CurrentActor Actor actor, Locale locale) {
        CatalogueEditing.requireReader(actor);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeCategories(out, locale);
        return Downloads.xlsx(choices.text("catalogue.category.sheet", locale) + ".xlsx", out.toByteArray());
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
            @RequestParam(defaultValue = "0") int tryWith,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.take(
                file,
                sent -> tryWith > 0
                        ? tried(sent, tryWith, actor, locale)
                        : ImportPage.Result.of(files.readCategories(sent, dryRun, actor)),
                dryRun,
                model,
                flash,
                response);
    }

    private ImportPage.Result tried(MultipartFile sent, int many, Actor actor, Locale locale) {
        Wish wish = Wish.file(many, choices.text("catalogue.import.categories.title", locale), IMPORT.action());
        return preview.file(() -> files.readCategories(sent, true, actor), wish, actor);
    }

    /** True when the change would send waiting cases elsewhere and the person has not seen that for just this change. */
    private boolean shown(CategoryForm form, CategoryDetails details, Callable<?> change, Actor actor, Model model) {
        String now = Integer.toHexString(details.toString().hashCode());
        if (now.equals(form.getSeen())) {
            return false;
        }
        Effect effect = preview.effect(change, actor);
        form.setSeen(now);
        model.addAttribute("effect", effect);
        return !effect.isNone();
    }

    private static String title(CategoryRow row) {
        return row.code() + " " + row.name();
    }

    private String form(@Nullable CategoryRow row, Locale locale, Model model) {
        model.addAttribute("row", row);
        model.addAttribute("amounts", Wish.AMOUNTS);
        model.addAttribute("roots", CategoryRoot.values());
        model.addAttribute("groups", choices.groups());
        model.addAttribute("limitClasses", choices.limitClasses(locale));
        model.addAttribute("hazards", choices.hazards(locale));
        return "catalogue/category";
    }

    private CategoryRow row(CategoryId id) {
        return tables.category(id).orElseThrow(() -> new NotFound("category"));
    }
}
