package org.shaodao.whistle.web;

import java.time.LocalDate;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.service.ReverseEvaluation;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reverse evaluation: units and streets with the numbers behind their figures, and the weights. */
@Controller
@RequiredArgsConstructor
class ReverseEvaluationController {

    private static final Role[] READERS = {
        Role.STREET_DESK,
        Role.STREET_LEADER,
        Role.RESPONDER,
        Role.DISTRICT_DESK,
        Role.DISTRICT_SUPERVISOR,
        Role.DISTRICT_REVIEWER
    };

    private final ReverseEvaluation figures;

    /** The weights in percent and the band of the whistle rate. */
    @Getter
    @Setter
    static class WeightsForm {
        private int signWeight;
        private int reportInWeight;
        private int feedbackWeight;
        private int marksWeight;
        private int bandLow;
        private int bandHigh;
        private long version;
    }

    @GetMapping("/reverse-evaluation")
    String units(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Model model) {
        fill(actor, period(from, to), form(figures.setting()), model);
        return "whistle/units";
    }

    @GetMapping("/reverse-evaluation/units/{unit}")
    String unit(
            @PathVariable UnitId unit,
            @CurrentActor Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Model model) {
        assertReader(actor);
        ReverseEvaluation.Period period = period(from, to);
        model.addAttribute("rows", figures.behind(actor, unit, period));
        model.addAttribute("name", figures.name(unit));
        model.addAttribute("period", period);
        model.addAttribute("linked", !actor.has(Role.DISTRICT_REVIEWER));
        return "whistle/unit";
    }

    @PostMapping("/reverse-evaluation")
    Object change(
            @CurrentActor Actor actor,
            @ModelAttribute("form") WeightsForm form,
            BindingResult errors,
            RedirectAttributes flash) {
        assertReader(actor);
        if (!errors.hasErrors()) {
            try {
                figures.change(
                        actor,
                        new ReverseEvaluation.Setting(
                                form.getSignWeight(),
                                form.getReportInWeight(),
                                form.getFeedbackWeight(),
                                form.getMarksWeight(),
                                form.getBandLow(),
                                form.getBandHigh(),
                                form.getVersion()));
                flash.addFlashAttribute("notice", "whistle.weights.changed");
                return "redirect:/reverse-evaluation";
            } catch (RuleViolation broken) {
                errors.reject(broken.key(), broken.getArguments(), broken.key());
            }
        }
        ModelAndView page = new ModelAndView("whistle/units", HttpStatus.UNPROCESSABLE_CONTENT);
        ExtendedModelMap model = new ExtendedModelMap();
        fill(actor, figures.thisYear(), form, model);
        page.addAllObjects(model);
        page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return page;
    }

    private void fill(Actor actor, ReverseEvaluation.Period period, WeightsForm form, Model model) {
        assertReader(actor);
        model.addAttribute("period", period);
        model.addAttribute("units", figures.units(actor, period));
        model.addAttribute("streets", figures.streets(actor, period));
        model.addAttribute("setting", figures.setting());
        model.addAttribute("enough", ReverseEvaluation.ENOUGH);
        model.addAttribute("mayChange", actor.has(Role.DISTRICT_SUPERVISOR));
        model.addAttribute("form", form);
    }

    private ReverseEvaluation.Period period(@Nullable LocalDate from, @Nullable LocalDate to) {
        ReverseEvaluation.Period year = figures.thisYear();
        LocalDate first = from == null ? year.from() : from;
        LocalDate last = to == null ? year.to() : to;
        return last.isBefore(first)
                ? new ReverseEvaluation.Period(last, first)
                : new ReverseEvaluation.Period(first, last);
    }

    private static WeightsForm form(ReverseEvaluation.Setting setting) {
        WeightsForm form = new WeightsForm();
        form.setSignWeight(setting.signWeight());
        form.setReportInWeight(setting.reportInWeight());
        form.setFeedbackWeight(setting.feedbackWeight());
        form.setMarksWeight(setting.marksWeight());
        form.setBandLow(setting.bandLow());
        form.setBandHigh(setting.bandHigh());
        form.setVersion(setting.version());
        return form;
    }

    private static void assertReader(Actor actor) {
        if (!actor.has(READERS)) {
            throw new Forbidden("nav.whistle-figures");
        }
    }
}
