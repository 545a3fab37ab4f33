package org.shaodao.casework.web;

import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The case page: the single truth of a case, and who asked, revealed for a reason. */
@Controller
@RequiredArgsConstructor
class CaseSheetController {

    private final CasePage page;
    private final CaseSheets sheets;

    @GetMapping("/cases/{id}")
    String show(
            @PathVariable CaseId id,
            @RequestParam(name = "do", required = false) @Nullable String open,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean pane,
            @CurrentActor Actor actor,
            Model model) {
        CaseActionForm form = new CaseActionForm();
        form.setFrom(from);
        form.setPane(pane);
        page.fill(actor, id, null, form, model);
        model.addAttribute("pane", pane);
        CaseAction wanted = action(open);
        if (wanted != null
                && ((java.util.List<?>) java.util.Objects.requireNonNull(model.getAttribute("offered")))
                        .contains(wanted)) {
            page.unfold(
                    actor, (CaseSheet) java.util.Objects.requireNonNull(model.getAttribute("sheet")), wanted, model);
        }
        return "casework/show";
    }

    @PostMapping("/cases/{id}/reveal")
    String reveal(
            @PathVariable CaseId id,
            @RequestParam CaseSheets.RevealReason reason,
            @RequestParam(required = false) @Nullable String from,
            @CurrentActor Actor actor,
            Model model) {
        CaseSheets.Revealed revealed = sheets.reveal(actor, id, reason);
        CaseActionForm form = new CaseActionForm();
        form.setFrom(from);
        page.fill(actor, id, null, form, model);
        model.addAttribute("revealed", revealed);
        return "casework/show";
    }

    private static @Nullable CaseAction action(@Nullable String slug) {
        if (slug == null) {
            return null;
        }
        String name = slug.toUpperCase(Locale.ROOT).replace('-', '_');
        for (CaseAction action : CaseAction.values()) {
            if (action.name().equals(name)) {
                return action;
            }
        }
        return null;
    }
}
