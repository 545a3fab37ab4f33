package org.shaodao.notification.web;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.service.Inbox;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everybody's own notices. */
@Controller
@RequestMapping("/notices")
@RequiredArgsConstructor
class InboxController {

    private final Inbox inbox;
    private final Clock clock;

    @GetMapping
    String list(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        boolean unreadOnly = !"all".equals(show);
        model.addAttribute("unreadOnly", unreadOnly);
        model.addAttribute("slice", inbox.list(actor.account(), unreadOnly, after));
        model.addAttribute("seenAt", clock.instant());
        return "notification/inbox";
    }

    /** Leads to what the notice tells of, and counts as reading it. */
    @GetMapping("/{id}")
    String open(@PathVariable UUID id, @CurrentActor Actor actor) {
        String path = inbox.open(actor.account(), id).path();
        return "redirect:" + (path == null ? "/notices?show=all" : path);
    }

    @PostMapping("/{id}/read")
    String read(@PathVariable UUID id, @CurrentActor Actor actor) {
        inbox.open(actor.account(), id);
        return "redirect:/notices";
    }

    /** Marks all as read that stood there when the page was drawn. */
    @PostMapping("/read")
    String readAll(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String seenAt,
            RedirectAttributes flash) {
        inbox.readAll(actor.account(), upTo(seenAt));
        flash.addFlashAttribute("notice", "notification.all-read");
        return "redirect:/notices";
    }

    private Instant upTo(@Nullable String seenAt) {
        try {
            return seenAt == null ? clock.instant() : Instant.parse(seenAt);
        } catch (DateTimeParseException unreadable) {
            return clock.instant();
        }
    }
}
