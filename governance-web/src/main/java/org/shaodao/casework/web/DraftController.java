package org.shaodao.casework.web;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.TextDrafts;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Where scripts keep a text while it is written, and get it back from. */
@Controller
@RequiredArgsConstructor
class DraftController {

    private final TextDrafts drafts;

    @GetMapping("/drafts")
    @ResponseBody
    Map<String, String> kept(@RequestParam(defaultValue = "") String form, @CurrentActor Actor actor) {
        return drafts.of(actor, form);
    }

    @PostMapping("/drafts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(required = false) @Nullable String text,
            @CurrentActor Actor actor) {
        drafts.keep(actor, form, field, text);
    }
}
