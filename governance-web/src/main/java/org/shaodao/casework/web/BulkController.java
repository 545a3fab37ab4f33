package org.shaodao.casework.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.BulkDesk;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One verb on the rows ticked in a list, or on all of the list. */
@Controller
@RequiredArgsConstructor
class BulkController {

    private static final Pattern PICK = Pattern.compile("([0-9a-fA-F-]{36}):(\\d{1,15})");

    private final DeskLists lists;
    private final CaseQueue queue;
    private final BulkDesk bulk;

    @PostMapping("/cases/bulk")
    String run(
            @RequestParam(name = "pick", required = false) @Nullable List<String> ticked,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String verb,
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(defaultValue = "") String from,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        if (!actor.has(NewCaseController.DESKS)) {
            throw new Forbidden("casework.bulk.title");
        }
        DeskList list = lists.read(actor, from);
        try {
            List<BulkDesk.Picked> picked =
                    all ? queue.pick(list.scope(), list.filter(), BulkDesk.MOST) : picked(ticked);
            flash.addFlashAttribute("outcome", run(actor, verb, picked, unit));
        } catch (RuleViolation refused) {
            flash.addFlashAttribute("warning", refused.key());
            flash.addFlashAttribute("kept", ticked);
        }
        return "redirect:/cases?" + list.query();
    }

    private BulkDesk.Outcome run(Actor actor, String verb, List<BulkDesk.Picked> picked, @Nullable UnitId unit) {
        if ("assign".equals(verb)) {
            RuleViolation.require(unit != null, "casework.bulk.unit-missing");
            return bulk.assign(actor, picked, Objects.requireNonNull(unit));
        }
        return "remind".equals(verb) ? bulk.remind(actor, picked) : bulk.asSuggested(actor, picked);
    }

    private static List<BulkDesk.Picked> picked(@Nullable List<String> ticked) {
        List<BulkDesk.Picked> picked = new ArrayList<>();
        for (String one : ticked == null ? List.<String>of() : ticked) {
            Matcher matcher = PICK.matcher(one);
            if (matcher.matches()) {
                picked.add(new BulkDesk.Picked(
                        new CaseId(UUID.fromString(matcher.group(1))), Long.parseLong(matcher.group(2))));
            }
        }
        return picked;
    }
}
