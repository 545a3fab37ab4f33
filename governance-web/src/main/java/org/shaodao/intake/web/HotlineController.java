package org.shaodao.intake.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineField;
import org.shaodao.intake.ImportRunId;
import org.shaodao.intake.WantedColumns;
import org.shaodao.intake.service.HotlineImporting;
import org.shaodao.intake.service.HotlineRuns;
import org.shaodao.intake.service.HotlineUploads;
import org.shaodao.intake.service.ImportPreview;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.servlet.ModelAndView;

/** The way of a hotline file: upload, see what was understood, try, import. */
@Controller
@RequestMapping("/imports/hotline")
@RequiredArgsConstructor
class HotlineController {

    private final HotlineImporting importing;
    private final HotlineRuns hotlineRuns;
    private final HotlineUploads uploads;

    @GetMapping
    String choose(@CurrentActor Actor actor) {
        ImportAccess.scope(actor);
        return "intake/upload";
    }

    @PostMapping
    ModelAndView upload(@RequestParam(required = false) @Nullable MultipartFile file, @CurrentActor Actor actor) {
        ImportAccess.scope(actor);
        try {
            if (file == null || Objects.toString(file.getOriginalFilename(), "").isBlank()) {
                throw new RuleViolation("intake.file-missing");
            }
            importing.preview(file, WantedColumns.none());
            UUID id = uploads.keep(actor, Objects.toString(file.getOriginalFilename(), ""), file);
            return new ModelAndView("redirect:/imports/hotline/" + id);
        } catch (RuleViolation unusable) {
            ModelAndView again = new ModelAndView("intake/upload", Map.of("problem", unusable));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @GetMapping("/{upload}")
    String preview(@PathVariable UUID upload, @CurrentActor Actor actor, Model model) {
        ImportAccess.scope(actor);
        HotlineUploads.Upload file = uploads.find(actor, upload);
        ImportPreview preview = importing.preview(file.content(), WantedColumns.none());
        model.addAttribute("form", HotlineForm.of(preview));
        fill(model, actor, file, preview);
        return "intake/preview";
    }

    @PostMapping("/{upload}/runs")
    ModelAndView run(
            @PathVariable UUID upload,
            @ModelAttribute("form") HotlineForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model) {
        ImportAccess.scope(actor);
        HotlineUploads.Upload file = uploads.find(actor, upload);
        try {
            if (!errors.hasErrors()) {
                ImportPreview preview = importing.preview(file.content(), form.wantedColumns());
                RuleViolation.require(preview.complete(), "intake.columns-incomplete");
                RuleViolation.require(preview.filled(), "intake.no-rows");
                ImportRunId id = hotlineRuns.begin(actor, form.toCommand(upload));
                return new ModelAndView("redirect:/imports/" + id);
            }
        } catch (RuleViolation problem) {
            errors.reject(problem.key(), problem.getArguments(), problem.key());
        } catch (IllegalArgumentException unknownField) {
            errors.reject("intake.columns-incomplete");
        }
        ImportPreview preview = importing.preview(file.content(), WantedColumns.none());
        if (form.getColumns().size() != preview.columns().size()) {
            form.setColumns(HotlineForm.of(preview).getColumns());
        }
        fill(model, actor, file, preview);
        ModelAndView again = new ModelAndView("intake/preview", model.asMap());
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private void fill(Model model, Actor actor, HotlineUploads.Upload file, ImportPreview preview) {
        model.addAttribute("upload", file.id());
        model.addAttribute("fileName", file.fileName());
        model.addAttribute("preview", preview);
        model.addAttribute("fields", fields());
        model.addAttribute("places", places(importing.choices(actor)));
    }

    private static List<HotlineField> fields() {
        return Arrays.stream(HotlineField.values())
                .filter(HotlineField::isTaken)
                .toList();
    }

    private static Map<UUID, String> places(List<Place> choices) {
        Map<UUID, String> names = new LinkedHashMap<>();
        choices.forEach(place -> names.put(place.id().value(), place.name()));
        return names;
    }
}
