package org.shaodao.notification.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.Channel;
import org.shaodao.notification.NoticeTargetId;
import org.shaodao.notification.service.TargetBook;
import org.shaodao.notification.service.TargetKeeping;
import org.shaodao.notification.service.TargetTrial;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitBook;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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

/** Mailboxes and group robots of the units. */
@Controller
@RequestMapping("/admin/notices")
@RequiredArgsConstructor
class TargetController {

    private static final int[] RHYTHMS = {0, 5, 15, 30, 60, 240, 1440};

    private final TargetKeeping keeping;
    private final TargetBook book;
    private final TargetTrial trial;
    private final UnitBook units;
    private final Places places;
    private final MessageSource messages;

    @GetMapping
    String list(@CurrentActor Actor actor, Model model) {
        model.addAttribute("rows", book.list(actor));
        model.addAttribute("links", keeping.hasLinks());
        return "notification/targets";
    }

    /** First the unit is looked for by a word of its name, then its target is described. */
    @GetMapping("/new")
    String choose(
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        if (unit != null) {
            model.addAttribute("form", new TargetForm());
            return form(actor, unit, null, model);
        }
        model.addAttribute("q", q);
        model.addAttribute("slice", units.list(keeping.scope(actor), null, q, after));
        return "notification/target-unit";
    }

    @PostMapping("/new")
    String create(
            @RequestParam UUID unit,
            @ModelAttribute("form") TargetForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        if (form.getChannel() == null) {
            errors.rejectValue("channel", "notification.channel-missing");
        }
        if (!errors.hasErrors()) {
            try {
                NoticeTargetId id = keeping.create(new UnitId(unit), form.toWish(), actor);
                flash.addFlashAttribute("notice", "notification.target-saved");
                return "redirect:/admin/notices/" + id;
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(actor, unit, null, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @CurrentActor Actor actor, Model model) {
        TargetBook.Row row = book.row(new NoticeTargetId(id), actor);
        model.addAttribute("form", TargetForm.of(row));
        return form(actor, row.unitId(), row, model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") TargetForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        TargetBook.Row row = book.row(new NoticeTargetId(id), actor);
        if (!errors.hasErrors()) {
            try {
                keeping.change(new NoticeTargetId(id), form.toWish(), form.getVersion(), actor);
                flash.addFlashAttribute("notice", "notification.target-saved");
                return "redirect:/admin/notices/" + id;
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        response.setStatus(422);
        return form(actor, row.unitId(), row, model);
    }

    /** Sends a real message and shows what the far side answered. */
    @PostMapping("/{id}/trial")
    String trial(@PathVariable UUID id, @CurrentActor Actor actor, RedirectAttributes flash) {
        try {
            TargetTrial.Outcome outcome = trial.send(new NoticeTargetId(id), actor);
            flash.addFlashAttribute("trial", outcome);
        } catch (RuleViolation busy) {
            flash.addFlashAttribute("warning", busy.key());
        }
        return "redirect:/admin/notices/" + id;
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, @CurrentActor Actor actor) {
        keeping.pause(new NoticeTargetId(id), actor);
        return "redirect:/admin/notices/" + id;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, @CurrentActor Actor actor) {
        keeping.resume(new NoticeTargetId(id), actor);
        return "redirect:/admin/notices/" + id;
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable UUID id, @CurrentActor Actor actor, RedirectAttributes flash) {
        keeping.remove(new NoticeTargetId(id), actor);
        flash.addFlashAttribute("notice", "notification.target-removed");
        return "redirect:/admin/notices";
    }

    private String form(Actor actor, UUID unit, TargetBook.@Nullable Row row, Model model) {
        keeping.check(new UnitId(unit), actor);
        model.addAttribute("unit", places.unit(new UnitId(unit)));
        model.addAttribute("row", row);
        model.addAttribute("deliveries", row == null ? null : book.deliveries(new NoticeTargetId(row.id())));
        model.addAttribute("channels", Channel.values());
        model.addAttribute("rhythms", rhythms());
        model.addAttribute("hosts", String.join(", ", keeping.robotHosts()));
        return "notification/target";
    }

    private Map<Integer, String> rhythms() {
        Map<Integer, String> words = new LinkedHashMap<>();
        for (int minutes : RHYTHMS) {
            words.put(
                    minutes,
                    messages.getMessage(
                            minutes == 0 ? "notification.at-once" : "notification.every",
                            new Object[] {minutes},
                            LocaleContextHolder.getLocale()));
        }
        return words;
    }

    private static void reject(BindingResult errors, RuleViolation violation) {
        String field = violation.key().startsWith("notification.address") ? "address" : null;
        errors.rejectValue(field, violation.key(), violation.getArguments(), violation.key());
    }
}
