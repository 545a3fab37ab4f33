package org.shaodao.casework.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseDrafts;
import org.shaodao.casework.service.CaseFiles;
import org.shaodao.casework.service.CaseFiling;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.FileChecking;
import org.shaodao.casework.service.PreparedFile;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.casework.service.VisitLog;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Buildings;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reporting by phone: one screen, few taps, nothing lost. */
@Controller
@RequiredArgsConstructor
class PhoneReportController {

    private static final String PAGE = "casework/phone-report";
    private static final Set<String> FIELDS =
            Set.of("place", "category", "description", "address", "requesterName", "requesterPhone", "result");

    private final PhoneDesk desk;
    private final CaseFiling filing;
    private final FileChecking checking;
    private final CaseFiles files;
    private final Buildings buildings;
    private final CaseDrafts drafts;
    private final SimilarCases similar;
    private final Categories categories;

    @GetMapping("/phone/report")
    String form(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable CaseId draft,
            @RequestParam(required = false) @Nullable UUID building,
            @RequestParam(required = false) @Nullable UUID household,
            Locale locale,
            Model model) {
        PhoneDesk.assertField(actor);
        PhoneReportForm form = draft == null ? PhoneReportForm.fresh() : PhoneReportForm.of(drafts.find(actor, draft));
        start(actor, form, building, household);
        model.addAttribute("form", form);
        if (draft != null) {
            model.addAttribute("kept", files.sheet(actor, draft).rows().size());
        }
        return show(actor, form, locale, model);
    }

    @PostMapping("/phone/report")
    String report(
            @CurrentActor Actor actor,
            @ModelAttribute("form") PhoneReportForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "report") String action,
            @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> parts,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        PhoneDesk.assertField(actor);
        CaseId id = form.caseId();
        List<AreaId> grids = PhoneDesk.grids(actor);
        if (form.getPlace() == null && grids.size() == 1) {
            form.setPlace(grids.get(0).value());
        }
        if (action.equals("check")) {
            model.addAttribute("hints", similar.to(actor, form.matter()));
            return show(actor, form, locale, model);
        }
        boolean draft = action.equals("draft");
        boolean settle = action.equals("settle");
        Optional<CategoryRef> category = category(form);
        check(form, category, draft, settle, errors);
        List<PreparedFile> photos = photos(parts, errors);
        if (!errors.hasErrors()) {
            try {
                ReportCase command = command(actor, id, form, category);
                if (draft) {
                    filing.saveDraft(actor, command, photos);
                    flash.addFlashAttribute("notice", "phone.draft.saved");
                    return "redirect:/phone/mine";
                }
                CaseId made = settle
                        ? filing.reportSettled(actor, command, PlainText.clean(form.getResult()), photos)
                        : form.getBuilding() != null || form.getHousehold() != null
                                ? filing.reportFromVisit(actor, command, where(form, id), photos)
                                : filing.report(actor, command, photos);
                return "redirect:/phone/reported/" + made;
            } catch (RuleViolation broken) {
                reject(errors, broken);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(actor, form, locale, model);
    }

    private String show(Actor actor, PhoneReportForm form, Locale locale, Model model) {
        List<PhoneDesk.Team> teams = desk.teams(actor);
        List<PhoneDesk.Choice> tiles = desk.tiles(actor, locale);
        if (form.getPlace() == null && !teams.isEmpty()) {
            form.setPlace(teams.get(0).grid().value());
        }
        UUID chosen = form.getCategory();
        if (chosen != null && tiles.stream().noneMatch(tile -> tile.id().value().equals(chosen))) {
            form.setOther(form.getOther() == null ? chosen : form.getOther());
            form.setCategory(null);
        }
        model.addAttribute("teams", teams);
        model.addAttribute("tiles", tiles);
        model.addAttribute("groups", desk.groups(locale));
        model.addAttribute("maySettle", PhoneDesk.isInTeam(actor));
        return teams.isEmpty() ? "casework/phone-no-grid" : PAGE;
    }

    /** What was chosen; else what the words of the text say, for the desk to confirm. */
    private Optional<CategoryRef> category(PhoneReportForm form) {
        UUID chosen = form.getOther() != null ? form.getOther() : form.getCategory();
        return chosen != null
                ? categories.find(new CategoryId(chosen)).filter(CategoryRef::active)
                : categories.suggest(PlainText.clean(form.getDescription()));
    }

    private static void check(
            PhoneReportForm form, Optional<CategoryRef> category, boolean draft, boolean settle, BindingResult errors) {
        if (form.getPlace() == null && !errors.hasFieldErrors("place")) {
            errors.rejectValue("place", "phone.report.place-missing");
        }
        if ((form.getCategory() != null || form.getOther() != null) && category.isEmpty()) {
            errors.rejectValue("category", "phone.report.category-unknown");
        }
        ruled(
                errors,
                "description",
                () -> PlainText.checked(
                        form.getDescription(), draft ? 0 : CaseReporting.SHORTEST, PlainText.LONG, "description"));
        ruled(errors, "address", () -> PlainText.checked(form.getAddress(), 0, 200, "address"));
        ruled(errors, "requesterName", () -> PlainText.checked(form.getRequesterName(), 0, 50, "requesterName"));
        ruled(errors, "requesterPhone", () -> PhoneNumber.ofNullable(form.getRequesterPhone()));
        if (settle) {
            ruled(
                    errors,
                    "result",
                    () -> PlainText.checked(form.getResult(), CaseReporting.SHORTEST, PlainText.LONG, "result"));
            if (category.filter(c -> c.onTheSpot() && !c.dispute() && c.hazardLevel() < 2)
                            .isEmpty()
                    && !errors.hasFieldErrors("category")) {
                errors.rejectValue("category", "phone.report.not-on-the-spot");
            }
        }
    }

    /** A report that starts at a building or a door asks for neither place nor address. */
    private void start(Actor actor, PhoneReportForm form, @Nullable UUID building, @Nullable UUID household) {
        if (household != null) {
            Buildings.Door door = buildings.door(actor, household);
            form.setHousehold(door.id());
            form.setPlace(door.gridId().value());
            form.setAddress(door.address());
        } else if (building != null) {
            Buildings.Building found = buildings.building(actor, building);
            form.setBuilding(found.id());
            form.setPlace(found.gridId().value());
            form.setAddress(found.name());
        }
    }

    private static VisitLog.Where where(PhoneReportForm form, CaseId id) {
        return new VisitLog.Where(id.value(), null, form.getBuilding(), form.getHousehold());
    }

    private List<PreparedFile> photos(@Nullable List<MultipartFile> parts, BindingResult errors) {
        try {
            return errors.hasErrors() ? List.of() : checking.photos(ReceivedFiles.read(parts));
        } catch (RuleViolation refused) {
            errors.rejectValue("photos", refused.key(), refused.getArguments(), refused.key());
            return List.of();
        }
    }

    private static void ruled(BindingResult errors, String field, Runnable check) {
        try {
            check.run();
        } catch (RuleViolation broken) {
            errors.rejectValue(field, broken.key(), broken.getArguments(), broken.key());
        }
    }

    private static void reject(BindingResult errors, RuleViolation broken) {
        Object[] arguments = broken.getArguments();
        String first = arguments.length == 0 ? "" : String.valueOf(arguments[0]);
        if (broken.key().startsWith("casework.place")) {
            errors.rejectValue("place", broken.key(), arguments, broken.key());
        } else if (FIELDS.contains(first)) {
            errors.rejectValue(first, broken.key(), arguments, broken.key());
        } else {
            errors.reject(broken.key(), arguments, broken.key());
        }
    }

    private static ReportCase command(Actor actor, CaseId id, PhoneReportForm form, Optional<CategoryRef> category) {
        boolean mobile = !PhoneDesk.isInTeam(actor) && actor.has(Role.MOBILE_WORKER);
        return new ReportCase(
                id,
                mobile ? CaseSource.MOBILE_WORKER : form.getHousehold() != null ? CaseSource.VISIT : CaseSource.PATROL,
                null,
                category.map(CategoryRef::id).orElse(null),
                null,
                PlainText.clean(form.getDescription()),
                PlainText.clean(form.getAddress()),
                form.isUrgent(),
                false,
                new AreaId(Objects.requireNonNull(form.getPlace())),
                form.getRequesterName(),
                form.getRequesterPhone(),
                null);
    }
}
