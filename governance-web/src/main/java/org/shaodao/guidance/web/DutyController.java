package org.shaodao.guidance.web;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.guidance.DutyListId;
import org.shaodao.guidance.service.DutyBook;
import org.shaodao.guidance.service.GuidanceAccess;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Duty lists: one's own on one page, all of them by kind of post, old editions, and the next one for who keeps them. */
@Controller
@RequiredArgsConstructor
class DutyController {

    private final DutyBook book;
    private final GuidanceAccess access;

    @GetMapping("/my-duties")
    String mine(@CurrentActor Actor actor, Model model) {
        model.addAttribute("mine", book.mine(actor));
        return "guidance/my-duties";
    }

    @GetMapping("/duties")
    String overview(@RequestParam(required = false) @Nullable AreaId district, @CurrentActor Actor actor, Model model) {
        Place place = access.district(actor, district);
        model.addAttribute("sheets", book.overview(actor, place.id()));
        fill(place, actor, model);
        return "guidance/duties";
    }

    @GetMapping("/duties/edition/{id}")
    String edition(@PathVariable DutyListId id, @CurrentActor Actor actor, Model model) {
        DutyBook.Row row = book.row(actor, id);
        model.addAttribute("row", row);
        model.addAttribute("sheet", book.sheet(actor, row.districtId(), row.postType()));
        model.addAttribute("today", book.today());
        return "guidance/edition";
    }

    @GetMapping("/duties/post")
    String sheet(
            @RequestParam PostType post,
            @RequestParam(required = false) @Nullable AreaId district,
            @CurrentActor Actor actor,
            Model model) {
        Place place = access.district(actor, district);
        DutyBook.Sheet sheet = book.sheet(actor, place.id(), post);
        DutyForm form = new DutyForm();
        DutyBook.Row last = sheet.editions().isEmpty() ? null : sheet.editions().get(0);
        form.setDuties(last == null ? "" : last.duties());
        form.setSeen(sheet.last());
        model.addAttribute("form", form);
        return fill(sheet, place, actor, model);
    }

    @PostMapping("/duties/post")
    String publish(
            @RequestParam PostType post,
            @RequestParam(required = false) @Nullable AreaId district,
            @ModelAttribute("form") DutyForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        Place place = access.district(actor, district);
        access.requireKeeper(actor, place.id());
        if (!errors.hasErrors()) {
            try {
                book.publish(
                        actor,
                        place.id(),
                        post,
                        form.getSeen(),
                        form.getDocumentNumber(),
                        form.getValidFrom(),
                        form.getDuties());
                flash.addFlashAttribute("notice", "guidance.duty.published");
                return "redirect:/duties/post?post=" + post + "&district=" + place.id();
            } catch (RuleViolation rule) {
                GuidanceProblems.reject(errors, rule);
            }
        }
        response.setStatus(422);
        return fill(book.sheet(actor, place.id(), post), place, actor, model);
    }

    private String fill(DutyBook.Sheet sheet, Place place, Actor actor, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("today", book.today());
        fill(place, actor, model);
        return "guidance/duty";
    }

    private void fill(Place place, Actor actor, Model model) {
        model.addAttribute("district", place);
        model.addAttribute("districts", access.districts(actor));
        model.addAttribute("keeps", access.keeps(actor, place.id()));
    }
}
