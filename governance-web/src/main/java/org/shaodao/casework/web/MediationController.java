package org.shaodao.casework.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.MediationId;
import org.shaodao.casework.MediationKind;
import org.shaodao.casework.service.MediationKeeping;
import org.shaodao.casework.service.MediationReading;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mediation of a dispute: parties, meetings, agreement or failure, commitments, and the agreement to be signed. */
@Controller
@RequiredArgsConstructor
class MediationController {

    private final MediationKeeping keeping;
    private final MediationReading reading;

    /** A verb that throws a rule where it cannot be done. */
    private interface Verb {
        void run();
    }

    @GetMapping("/cases/{id}/mediations/new")
    String form(@PathVariable CaseId id, @CurrentActor Actor actor, Model model) {
        if (!reading.of(actor, id).mayOpen()) {
            throw new Forbidden("CaseAction.MEDIATE");
        }
        model.addAttribute("form", new MediationForm());
        return opening(id, model);
    }

    @PostMapping("/cases/{id}/mediations")
    Object open(
            @PathVariable CaseId id,
            @ModelAttribute("form") MediationForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        reading.of(actor, id);
        if (!errors.hasErrors()) {
            try {
                MediationId made = keeping.open(actor, id, form.getKind(), form.getMediator(), form.typedParties());
                flash.addFlashAttribute("notice", "casework.mediation.opened");
                return "redirect:/cases/" + id + "/mediations/" + made;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        return new ModelAndView(opening(id, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/cases/{id}/mediations/{mediation}")
    String show(@PathVariable CaseId id, @PathVariable MediationId mediation, @CurrentActor Actor actor, Model model) {
        MediationForm form = new MediationForm();
        model.addAttribute("form", form);
        String page = fill(actor, id, mediation, model);
        form.setVersion(reading.sheet(actor, id, mediation).facts().version());
        return page;
    }

    @PostMapping("/cases/{id}/mediations/{mediation}/meetings")
    Object meet(
            @PathVariable CaseId id,
            @PathVariable MediationId mediation,
            @ModelAttribute("form") MediationForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return perform(
                actor,
                id,
                mediation,
                errors,
                flash,
                model,
                () -> keeping.meet(
                        actor, id, mediation, form.instant(), form.getPlace(), form.getUnits(), form.getNote()));
    }

    @PostMapping("/cases/{id}/mediations/{mediation}/agree")
    Object agree(
            @PathVariable CaseId id,
            @PathVariable MediationId mediation,
            @ModelAttribute("form") MediationForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return perform(
                actor,
                id,
                mediation,
                errors,
                flash,
                model,
                () -> keeping.agree(
                        actor, id, mediation, form.getVersion(), form.getAgreement(), form.typedCommitments()));
    }

    @PostMapping("/cases/{id}/mediations/{mediation}/fail")
    Object fail(
            @PathVariable CaseId id,
            @PathVariable MediationId mediation,
            @ModelAttribute("form") MediationForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            RedirectAttributes flash,
            Model model) {
        return perform(
                actor,
                id,
                mediation,
                errors,
                flash,
                model,
                () -> keeping.fail(actor, id, mediation, form.getVersion(), form.getOutcome()));
    }

    @PostMapping("/cases/{id}/mediations/{mediation}/kept/{commitment}")
    String keep(
            @PathVariable CaseId id,
            @PathVariable MediationId mediation,
            @PathVariable UUID commitment,
            @CurrentActor Actor actor) {
        keeping.keep(actor, id, mediation, commitment);
        return "redirect:/cases/" + id + "/mediations/" + mediation;
    }

    @GetMapping("/cases/{id}/mediations/{mediation}/agreement")
    String agreement(
            @PathVariable CaseId id, @PathVariable MediationId mediation, @CurrentActor Actor actor, Model model) {
        model.addAttribute("m", reading.agreement(actor, id, mediation));
        return "casework/agreement";
    }

    private Object perform(
            Actor actor,
            CaseId id,
            MediationId mediation,
            BindingResult errors,
            RedirectAttributes flash,
            Model model,
            Verb verb) {
        reading.sheet(actor, id, mediation);
        if (!errors.hasErrors()) {
            try {
                verb.run();
                flash.addFlashAttribute("notice", "casework.mediation.recorded");
                return "redirect:/cases/" + id + "/mediations/" + mediation;
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        }
        return new ModelAndView(fill(actor, id, mediation, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static void reject(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        boolean named = arguments.length > 0
                && arguments[0] instanceof String field
                && errors.getFieldType(field) != null
                && rule.key().startsWith("shared.text");
        if (named) {
            errors.rejectValue(String.valueOf(arguments[0]), rule.key(), arguments, rule.key());
        } else {
            errors.reject(rule.key(), arguments, rule.key());
        }
    }

    private static String opening(CaseId id, Model model) {
        model.addAttribute("caseId", id);
        model.addAttribute("kinds", MediationKind.values());
        return "casework/mediation-new";
    }

    private String fill(Actor actor, CaseId id, MediationId mediation, Model model) {
        model.addAttribute("m", reading.sheet(actor, id, mediation));
        Map<String, String> units = new LinkedHashMap<>();
        reading.invitable(actor, id).forEach(unit -> units.put(unit.id().toString(), unit.name()));
        model.addAttribute("invitable", units);
        return "casework/mediation";
    }
}
