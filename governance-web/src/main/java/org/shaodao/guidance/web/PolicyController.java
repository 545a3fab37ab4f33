package org.shaodao.guidance.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.FileChecking;
import org.shaodao.casework.service.IncomingFile;
import org.shaodao.guidance.PolicyDocumentId;
import org.shaodao.guidance.service.GuidanceAccess;
import org.shaodao.guidance.service.PolicyLibrary;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.page.HandedFiles;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The library of policy documents: search, read, and for who keeps it add, put right, withdraw. */
@Controller
@RequestMapping("/policies")
@RequiredArgsConstructor
class PolicyController {

    private final PolicyLibrary library;
    private final GuidanceAccess access;

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable AreaId district,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        Place place = access.district(actor, district);
        model.addAttribute("slice", library.list(actor, place.id(), words, after));
        model.addAttribute("words", words);
        model.addAttribute("district", place);
        model.addAttribute("districts", access.districts(actor));
        model.addAttribute("keeps", access.keeps(actor, place.id()));
        return "guidance/policies";
    }

    @GetMapping("/new")
    String blank(@RequestParam(required = false) @Nullable AreaId district, @CurrentActor Actor actor, Model model) {
        AreaId own = access.district(actor, district).id();
        access.requireKeeper(actor, own);
        PolicyForm form = new PolicyForm();
        form.setDistrict(own);
        model.addAttribute("form", form);
        return form(null, model);
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("form") PolicyForm form,
            BindingResult errors,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        AreaId district = access.district(actor, form.getDistrict()).id();
        access.requireKeeper(actor, district);
        if (!errors.hasErrors()) {
            try {
                PolicyDocumentId id = library.add(actor, district, form.facts(), received(file));
                flash.addFlashAttribute("notice", "guidance.policy.added");
                return "redirect:/policies/" + id;
            } catch (RuleViolation rule) {
                GuidanceProblems.reject(errors, rule);
            }
        }
        response.setStatus(422);
        return form(null, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable PolicyDocumentId id, @CurrentActor Actor actor, Model model) {
        PolicyLibrary.Row row = library.row(actor, id);
        model.addAttribute("row", row);
        model.addAttribute("keeps", access.keeps(actor, row.districtId()));
        return "guidance/policy";
    }

    @GetMapping("/{id}/file")
    void file(@PathVariable PolicyDocumentId id, @CurrentActor Actor actor, HttpServletResponse to) throws IOException {
        PolicyLibrary.Opened opened = library.open(actor, id);
        HandedFiles.save(to, opened.name(), opened.mediaType(), opened.content());
    }

    @GetMapping("/{id}/edit")
    String editForm(@PathVariable PolicyDocumentId id, @CurrentActor Actor actor, Model model) {
        PolicyLibrary.Row row = library.row(actor, id);
        access.requireKeeper(actor, row.districtId());
        model.addAttribute("form", PolicyForm.from(row));
        return form(row, model);
    }

    @PostMapping("/{id}/edit")
    String edit(
            @PathVariable PolicyDocumentId id,
            @Valid @ModelAttribute("form") PolicyForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        PolicyLibrary.Row row = library.row(actor, id);
        access.requireKeeper(actor, row.districtId());
        if (!errors.hasErrors()) {
            try {
                library.correct(actor, id, form.getVersion(), form.facts());
                flash.addFlashAttribute("notice", "guidance.policy.corrected");
                return "redirect:/policies/" + id;
            } catch (RuleViolation rule) {
                GuidanceProblems.reject(errors, rule);
            }
        }
        response.setStatus(422);
        return form(row, model);
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(
            @PathVariable PolicyDocumentId id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String reason,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        try {
            library.withdraw(actor, id, version, reason);
            flash.addFlashAttribute("notice", "guidance.policy.withdrawn-done");
            return "redirect:/policies/" + id;
        } catch (RuleViolation rule) {
            model.addAttribute("problem", rule);
            model.addAttribute("reason", reason);
            response.setStatus(422);
            return show(id, actor, model);
        }
    }

    private static @Nullable IncomingFile received(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        RuleViolation.require(file.getSize() <= FileChecking.LARGEST, "casework.file.too-large", name);
        try {
            return new IncomingFile(name, file.getBytes());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String form(PolicyLibrary.@Nullable Row row, Model model) {
        model.addAttribute("row", row);
        return "guidance/policy-form";
    }
}
