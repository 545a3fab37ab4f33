package org.shaodao.routing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.catalogue.RoutingRuleId;
import org.shaodao.catalogue.RuleDetails;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.ChangeEffects.Effect;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.catalogue.service.Rehearsal;
import org.shaodao.catalogue.service.RuleBook;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.routing.service.DryRun;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.RuleViolation;
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

/**
 * The ordered routing rules: look, try over past cases, save, move, take away. What would send waiting cases elsewhere
 * is shown before it is done.
 */
@Controller
@RequestMapping("/routing/rules")
@RequiredArgsConstructor
class RuleController {

    private static final String LIST = "/routing/rules";

    private final RuleBook book;
    private final Rehearsal rehearsal;
    private final DryRun dryRun;
    private final RuleChoices choices;

    @GetMapping
    String list(@CurrentActor Actor actor, Model model) {
        return fillList(actor, model);
    }

    /** Rules that switched themselves off since their unit ended; the administrator who ended the unit sees them too. */
    @GetMapping("/ended")
    String ended(@CurrentActor Actor actor, Model model) {
        model.addAttribute("rules", book.withoutTarget(actor));
        return "routing/ended";
    }

    @GetMapping("/new")
    String blank(@CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireEditor(actor);
        model.addAttribute("form", new RuleForm());
        return fillForm(null, actor, model);
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("form") RuleForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        return save(
                null, form, errors, details -> () -> book.add(details, actor), actor, model, flash, request, response);
    }

    @GetMapping("/{id}")
    String show(@PathVariable RoutingRuleId id, @CurrentActor Actor actor, Model model) {
        RuleBook.Row row = book.row(id, actor);
        model.addAttribute("form", RuleForm.from(row));
        return fillForm(row, actor, model);
    }

    @PostMapping("/{id}")
    String edit(
            @PathVariable RoutingRuleId id,
            @Valid @ModelAttribute("form") RuleForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        RuleBook.Row row = book.row(id, actor);
        if (row.version() != form.getVersion()) {
            throw new Conflict(null, null, null);
        }
        return save(
                row,
                form,
                errors,
                details -> () -> book.edit(id, form.getVersion(), details, actor),
                actor,
                model,
                flash,
                request,
                response);
    }

    @PostMapping("/{id}/move")
    String move(
            @PathVariable RoutingRuleId id,
            @RequestParam long version,
            @RequestParam boolean up,
            @RequestParam(defaultValue = "false") boolean seen,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash) {
        Callable<Object> change = () -> {
            book.move(id, version, up, actor);
            return id;
        };
        return orAsk(id, version, up ? "up" : "down", seen, change, "routing.rules.moved", actor, model, flash);
    }

    @PostMapping("/{id}/end")
    String end(
            @PathVariable RoutingRuleId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "false") boolean seen,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash) {
        Callable<Object> change = () -> {
            book.end(id, version, actor);
            return id;
        };
        return orAsk(id, version, "end", seen, change, "routing.rules.ended", actor, model, flash);
    }

    private interface Change {
        Callable<Object> of(RuleDetails details);
    }

    private String save(
            RuleBook.@Nullable Row row,
            RuleForm form,
            BindingResult errors,
            Change change,
            Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (form.isAgain()) {
            return fillForm(row, actor, model);
        }
        if (!errors.hasErrors()) {
            try {
                RuleDetails details = form.toDetails();
                if (form.getTryWith() > 0) {
                    Rehearsal.Outcome<Object> outcome = rehearsal.of(change.of(details));
                    return "redirect:"
                            + dryRun.overLatestCases(
                                    outcome.before(), outcome.after(), wish(row, form, request), actor);
                }
                if (isNews(form, details, change, actor, model)) {
                    return fillForm(row, actor, model);
                }
                call(change.of(details));
                flash.addFlashAttribute("notice", "catalogue.saved");
                return "redirect:" + LIST;
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        response.setStatus(422);
        return fillForm(row, actor, model);
    }

    private static Wish wish(RuleBook.@Nullable Row row, RuleForm form, HttpServletRequest request) {
        String page = row == null ? LIST + "/new" : LIST + "/" + row.id();
        return Wish.form(form.getTryWith(), form.getName(), page, row == null ? LIST : page, request.getParameterMap());
    }

    /** True when the change would send waiting cases elsewhere and that was not yet shown for just this change. */
    private boolean isNews(RuleForm form, RuleDetails details, Change change, Actor actor, Model model) {
        String now = Integer.toHexString(details.toString().hashCode());
        if (now.equals(form.getSeen())) {
            return false;
        }
        Effect effect = effect(change.of(details), actor);
        form.setSeen(now);
        model.addAttribute("effect", effect);
        return !effect.isNone();
    }

    private String orAsk(
            RoutingRuleId id,
            long version,
            String verb,
            boolean seen,
            Callable<Object> change,
            String done,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        if (!seen) {
            Effect effect = effect(change, actor);
            if (!effect.isNone()) {
                model.addAttribute("effect", effect);
                model.addAttribute("asked", book.row(id, actor));
                model.addAttribute("verb", verb);
                model.addAttribute("version", version);
                return fillList(actor, model);
            }
        }
        call(change);
        flash.addFlashAttribute("notice", done);
        return "redirect:" + LIST;
    }

    private Effect effect(Callable<Object> change, Actor actor) {
        Rehearsal.Outcome<Object> outcome = rehearsal.of(change);
        return dryRun.onWaitingCases(outcome.before(), outcome.after(), actor);
    }

    private static void call(Callable<Object> change) {
        try {
            change.call();
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void reject(BindingResult errors, RuleViolation violation) {
        Object[] arguments = violation.getArguments();
        String key = violation.key();
        String field = key.startsWith("shared.text-") ? "name" : key.startsWith("catalogue.rule.time-") ? "from" : null;
        if (field == null) {
            errors.reject(key, arguments, key);
        } else {
            errors.rejectValue(field, key, arguments, key);
        }
    }

    private String fillList(Actor actor, Model model) {
        model.addAttribute("rules", book.list(actor));
        model.addAttribute("today", book.today());
        return "routing/rules";
    }

    private String fillForm(RuleBook.@Nullable Row row, Actor actor, Model model) {
        model.addAttribute("row", row);
        model.addAttribute("editions", row == null ? List.of() : book.editions(row.id(), actor));
        model.addAttribute("categories", choices.categories());
        model.addAttribute("areas", choices.areas(actor));
        model.addAttribute("targets", choices.targets(actor));
        model.addAttribute("limitClasses", choices.limitClasses());
        model.addAttribute("sources", Arrays.asList(CaseSource.values()));
        model.addAttribute("days", choices.options("routing.rule.day.", "WORKING", "OFF"));
        model.addAttribute("urgencies", choices.options("routing.rule.urgency.", "YES", "NO"));
        model.addAttribute("amounts", Wish.AMOUNTS);
        return "routing/rule";
    }
}
