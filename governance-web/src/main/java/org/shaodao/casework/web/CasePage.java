package org.shaodao.casework.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.DeclineReason;
import org.shaodao.casework.ExclusionReason;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.ReturnReason;
import org.shaodao.casework.Satisfaction;
import org.shaodao.casework.SuspensionReason;
import org.shaodao.casework.service.CaseRequestsReading;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.TextDrafts;
import org.shaodao.casework.service.TextModules;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.Explanations;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.RuleViolation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Fills the case page and runs one action on it: done → back to the page, refused → the same form with what was typed. */
@Component
@RequiredArgsConstructor
class CasePage {

    /** The order in which the panel offers actions; the first open one is shown with its form. */
    private static final List<CaseAction> OFFERED = List.of(
            CaseAction.ACCEPT,
            CaseAction.DISPATCH,
            CaseAction.SIGN,
            CaseAction.APPROVE_RETURN,
            CaseAction.EXTEND,
            CaseAction.SUSPEND,
            CaseAction.EXCLUDE,
            CaseAction.RESOLVE,
            CaseAction.ACCEPT_HELP,
            CaseAction.FEED_BACK,
            CaseAction.RESUME,
            CaseAction.PASS_VERIFICATION,
            CaseAction.CLOSE,
            CaseAction.SUPPLY_INFO,
            CaseAction.HANDLE_SELF,
            CaseAction.RECORD_CONTACT,
            CaseAction.FORWARD,
            CaseAction.ESCALATE,
            CaseAction.SETTLE_ON_THE_SPOT,
            CaseAction.REQUEST_INFO,
            CaseAction.FAIL_VERIFICATION,
            CaseAction.REDO,
            CaseAction.DECLINE,
            CaseAction.WITHDRAW,
            CaseAction.REFUSE_RETURN,
            CaseAction.REFUSE_EXTENSION,
            CaseAction.REFUSE_SUSPENSION,
            CaseAction.REFUSE_EXCLUSION,
            CaseAction.REFUSE_HELP,
            CaseAction.REQUEST_RETURN,
            CaseAction.REQUEST_EXTENSION,
            CaseAction.PROPOSE_SUSPENSION,
            CaseAction.ADD_CO_UNIT,
            CaseAction.RECALL_DISPATCH,
            CaseAction.REQUEST_EXCLUSION,
            CaseAction.REMIND);

    private final CaseSheets sheets;
    private final CaseRequestsReading requests;
    private final Categories categories;
    private final Calendars calendars;
    private final Explanations explanations;
    private final ObjectProvider<CasePanel> panels;
    private final DeskReturn back;
    private final TextDrafts drafts;
    private final TextModules texts;

    /** Actions that name a unit of the whole district. */
    private static final Set<CaseAction> NEEDS_OWNERS = Set.of(CaseAction.REQUEST_RETURN, CaseAction.ADD_CO_UNIT);

    /** A verb that throws a rule where it cannot be done. */
    interface Verb {
        void run();
    }

    /** The page, with the form of {@code open} (or of the first action there is) unfolded. */
    void fill(Actor actor, CaseId id, @Nullable CaseAction open, CaseActionForm form, Model model) {
        CaseSheet sheet = sheets.sheet(actor, id);
        List<CaseAction> offered =
                OFFERED.stream().filter(sheet.actions()::contains).toList();
        CaseAction unfolded = open != null && offered.contains(open) ? open : offered.isEmpty() ? null : offered.get(0);
        if (open == null) {
            preset(sheet, form);
            if (offered.contains(CaseAction.APPROVE_RETURN)) {
                form.setLead(requests.nextOwner(id).orElse(null));
            }
        }
        model.addAttribute("owners", offered.stream().anyMatch(NEEDS_OWNERS::contains) ? owners(actor, id) : Map.of());
        model.addAttribute("sheet", sheet);
        model.addAttribute("c", sheet.facts());
        model.addAttribute("form", form);
        back.fill(actor, sheet.facts(), form, model);
        model.addAttribute("orderWhy", orderWhy(sheet));
        model.addAttribute("proposalWhy", proposalWhy(sheet));
        model.addAttribute("offered", offered);
        unfold(actor, sheet, unfolded, model);
        model.addAttribute("categories", categoryOptions());
        model.addAttribute("targets", targetOptions(sheet));
        model.addAttribute("limitClasses", limitClasses());
        model.addAttribute("declineReasons", DeclineReason.values());
        model.addAttribute("kinds", ResolutionKind.values());
        model.addAttribute("returnReasons", ReturnReason.values());
        model.addAttribute("suspensionReasons", SuspensionReason.values());
        model.addAttribute("exclusionReasons", ExclusionReason.values());
        model.addAttribute("satisfactions", Satisfaction.values());
        model.addAttribute("revealReasons", CaseSheets.RevealReason.values());
        model.addAttribute(
                "panels",
                panels.orderedStream()
                        .flatMap(panel -> panel.panel(actor, id).stream())
                        .toList());
    }

    /** Shows the form of this action, with the standard texts that fit it. */
    void unfold(Actor actor, CaseSheet sheet, @Nullable CaseAction action, Model model) {
        model.addAttribute("unfolded", action);
        model.addAttribute(
                "texts",
                action == null
                        ? List.of()
                        : texts.of(actor, sheet.facts().categoryId()).stream()
                                .filter(module -> module.fits(action))
                                .toList());
    }

    /** Runs the verb. A rule it breaks is shown on the form (422); conflicts and missing rights have pages of their own. */
    Object perform(
            Actor actor,
            CaseId id,
            CaseAction action,
            CaseActionForm form,
            BindingResult errors,
            RedirectAttributes flash,
            Verb verb) {
        if (!errors.hasErrors()) {
            try {
                verb.run();
                drafts.drop(actor, "/cases/" + id + "/" + action.slug());
                flash.addFlashAttribute("notice", "casework.done." + action.name());
                return form.isQueue() ? "redirect:/cases/decisions" : back.after(actor, id, form);
            } catch (RuleViolation rule) {
                reject(errors, rule);
            }
        } else {
            sheets.requireFresh(actor, id, form.getVersion());
        }
        ModelAndView page = new ModelAndView("casework/show", HttpStatus.UNPROCESSABLE_ENTITY);
        org.springframework.ui.ExtendedModelMap model = new org.springframework.ui.ExtendedModelMap();
        fill(actor, id, action, form, model);
        page.addAllObjects(model);
        page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return page;
    }

    /** Puts a rule on the field it names as its first argument, or on the whole form. */
    static void reject(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        if (rule.key().startsWith("casework.file.") && errors.getFieldType("photos") != null) {
            errors.rejectValue("photos", rule.key(), arguments, null);
            return;
        }
        Set<String> texts =
                Set.of("question", "answer", "reason", "result", "missing", "outcome", "note", "why", "opinion");
        if (arguments.length > 0 && arguments[0] instanceof String field) {
            String name = texts.contains(field) ? "text" : field.equals("contactPerson") ? "person" : field;
            if (rule.key().startsWith("shared.text") && errors.getFieldType(name) != null) {
                errors.rejectValue(name, rule.key(), arguments, null);
                return;
            }
        }
        errors.reject(rule.key(), arguments, null);
    }

    private static void preset(CaseSheet sheet, CaseActionForm form) {
        CaseSheet.Facts facts = sheet.facts();
        form.setVersion(facts.version());
        form.setCategory(facts.categoryId());
        if (facts.categoryId() == null && sheet.suggestion() != null) {
            form.setCategory(sheet.suggestion().category().id());
        }
        form.setUrgent(facts.urgent());
        form.setReached(true);
        form.setContacted(facts.firstContactAt() != null);
        form.setSolved(true);
        form.setKind(ResolutionKind.SOLVED);
        CaseSheet.Proposal proposal = sheet.proposal();
        if (proposal != null && proposal.lead() != null) {
            form.setLead(proposal.lead().id());
            proposal.coUnits().forEach(unit -> form.getCoUnits().add(unit.id()));
        }
    }

    /** "Why here?" of each order, by its number. */
    private Map<Integer, List<String>> orderWhy(CaseSheet sheet) {
        Locale locale = LocaleContextHolder.getLocale();
        Map<Integer, List<String>> why = new HashMap<>();
        sheet.orders()
                .forEach(order -> why.put(
                        order.sequence(), explanations.sentences(order.routedBy(), order.routingFacts(), locale)));
        return why;
    }

    private List<String> proposalWhy(CaseSheet sheet) {
        CaseSheet.Proposal proposal = sheet.proposal();
        return proposal == null || proposal.rule() == null
                ? List.of()
                : explanations.sentences(proposal.rule(), proposal.facts(), LocaleContextHolder.getLocale());
    }

    private Map<String, String> categoryOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            String parent = category.parentName();
            options.put(category.id().toString(), parent == null ? category.name() : parent + " / " + category.name());
        }
        return options;
    }

    private Map<String, String> owners(Actor actor, CaseId id) {
        Map<String, String> options = new LinkedHashMap<>();
        requests.owners(actor, id).forEach(unit -> options.put(unit.id().toString(), unit.name()));
        return options;
    }

    private static Map<String, String> targetOptions(CaseSheet sheet) {
        Map<String, String> options = new LinkedHashMap<>();
        sheet.targets().forEach(unit -> options.put(unit.id().toString(), unit.name()));
        return options;
    }

    private List<String> limitClasses() {
        List<String> codes = new ArrayList<>();
        for (LimitClass limit : calendars.limitClasses()) {
            codes.add(limit.code());
        }
        return codes;
    }
}
