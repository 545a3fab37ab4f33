package org.shaodao.casework.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseFileId;
import org.shaodao.casework.CaseFileKind;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseFiles;
import org.shaodao.casework.service.FileChecking;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.page.HandedFiles;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Hands over photos and files of a case, takes new ones, removes. Only pictures made by us are shown in the browser. */
@Controller
@RequiredArgsConstructor
class CaseFileController {

    private final CaseFiles files;
    private final FileChecking checking;
    private final CasePage page;

    @GetMapping("/cases/{id}/files/{file}")
    void open(@PathVariable CaseId id, @PathVariable CaseFileId file, @CurrentActor Actor actor, HttpServletResponse to)
            throws IOException {
        CaseFiles.Opened opened = files.open(actor, id, file);
        if (opened.image()) {
            HandedFiles.show(to, opened.name(), opened.mediaType(), opened.content());
        } else {
            HandedFiles.save(to, opened.name(), opened.mediaType(), opened.content());
        }
    }

    @GetMapping("/cases/{id}/files/{file}/thumbnail")
    void thumbnail(
            @PathVariable CaseId id, @PathVariable CaseFileId file, @CurrentActor Actor actor, HttpServletResponse to)
            throws IOException {
        HandedFiles.show(to, null, "image/jpeg", files.thumbnail(actor, id, file));
    }

    @PostMapping("/cases/{id}/files")
    Object add(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable CaseFileKind kind,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> parts,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return perform(actor, id, flash, "casework.done.ADD_FILE", () -> {
            files.sheet(actor, id);
            RuleViolation.require(kind != null, "casework.file.kind-missing");
            files.add(actor, id, kind == null ? CaseFileKind.DOCUMENT : kind, checking.any(ReceivedFiles.read(parts)));
        });
    }

    @PostMapping("/cases/{id}/files/{file}/remove")
    Object remove(
            @PathVariable CaseId id,
            @PathVariable CaseFileId file,
            @RequestParam(required = false) @Nullable String reason,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        return perform(actor, id, flash, "casework.done.REMOVE_FILE", () -> files.remove(actor, id, file, reason));
    }

    private Object perform(Actor actor, CaseId id, RedirectAttributes flash, String done, CasePage.Verb verb) {
        try {
            verb.run();
            flash.addFlashAttribute("notice", done);
            return "redirect:/cases/" + id + "#files";
        } catch (RuleViolation rule) {
            Model model = new ExtendedModelMap();
            page.fill(actor, id, null, new CaseActionForm(), model);
            ModelAndView again = new ModelAndView("casework/show", HttpStatus.UNPROCESSABLE_CONTENT);
            again.addAllObjects(model.asMap());
            again.addObject("fileProblem", rule);
            return again;
        }
    }
}
