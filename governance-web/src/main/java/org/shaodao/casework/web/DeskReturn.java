package org.shaodao.casework.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.DeskSettings;
import org.shaodao.organisation.Actor;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The way between a case and the list it was opened from: back to the same place, or on to the next case. */
@Component
@RequiredArgsConstructor
class DeskReturn {

    /** The key that unfolds an action; what ends a matter for good has none. */
    private static final Map<CaseAction, String> KEYS = new EnumMap<>(Map.of(
            CaseAction.ACCEPT, "a",
            CaseAction.DISPATCH, "d",
            CaseAction.SIGN, "s",
            CaseAction.RESOLVE, "r",
            CaseAction.PASS_VERIFICATION, "v",
            CaseAction.CLOSE, "c",
            CaseAction.HANDLE_SELF, "h",
            CaseAction.RECORD_CONTACT, "t",
            CaseAction.FORWARD, "f",
            CaseAction.ESCALATE, "u"));

    private final DeskLists lists;
    private final DeskSettings settings;

    /** What the page of a case needs to know about where its reader came from. */
    void fill(Actor actor, CaseSheet.Facts facts, CaseActionForm form, Model model) {
        String from = form.getFrom();
        if (from != null && !from.isBlank()) {
            form.setFrom(lists.read(actor, from).query());
            if (form.getCursor() == null) {
                form.setCursor(CaseQueue.cursor(facts.clockDueAt(), facts.id()));
            }
        } else {
            form.setFrom(null);
        }
        model.addAttribute("from", form.getFrom());
        model.addAttribute("pane", false);
        model.addAttribute("keys", KEYS);
        model.addAttribute("habits", settings.of(actor));
    }

    /** Where to go when a verb was done: the case itself, or what the person chose for cases that come from a list. */
    String after(Actor actor, CaseId id, CaseActionForm form) {
        if (form.getFrom() == null || form.getFrom().isBlank()) {
            return "redirect:/cases/" + id;
        }
        DeskList list = lists.read(actor, form.getFrom());
        return switch (settings.of(actor).afterDone()) {
            case STAY -> show(list, id, form.isPane());
            case LIST -> "redirect:/cases?" + list.query();
            case NEXT -> {
                Optional<CaseId> next = lists.next(list, form.getCursor(), id);
                yield next.map(found -> show(list, found, form.isPane())).orElse("redirect:/cases?" + list.query());
            }
        };
    }

    private static String show(DeskList list, CaseId id, boolean pane) {
        return pane
                ? "redirect:/cases?" + list.query() + "&show=" + id
                : "redirect:/cases/" + id + "?from=" + URLEncoder.encode(list.query(), StandardCharsets.UTF_8);
    }
}
