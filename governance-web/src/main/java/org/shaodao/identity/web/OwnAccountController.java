package org.shaodao.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.service.AccountRows;
import org.shaodao.identity.service.AccountState;
import org.shaodao.identity.service.OwnAccount;
import org.shaodao.identity.service.SecurityPolicy;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The own account: posts, password, language, sessions. */
@Controller
@RequestMapping("/me")
@RequiredArgsConstructor
class OwnAccountController {

    private final OwnAccount own;
    private final AccountRows rows;
    private final SecurityPolicy policy;
    private final SessionList sessions;
    private final LocaleResolver languages;
    private final Clock clock;

    @GetMapping
    String show(@CurrentActor Actor actor, HttpSession session, Model model) {
        model.addAttribute("row", rows.find(actor.account()).orElseThrow(() -> new NotFound("account")));
        model.addAttribute("sessions", sessions.of(actor.account(), session.getId()));
        model.addAttribute("rules", policy.properties());
        return "identity/me";
    }

    @GetMapping("/password")
    String password(
            @ModelAttribute("form") PasswordForm form,
            @RequestAttribute(name = AccountFilter.STATE, required = false) AccountState state,
            Model model) {
        model.addAttribute("rules", policy.passwords());
        model.addAttribute("forced", state != null && state.mustChange());
        return "identity/password";
    }

    @PostMapping("/password")
    String changePassword(
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            @RequestAttribute(name = AccountFilter.STATE, required = false) AccountState state,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        try {
            RuleViolation.require(form.getWanted().equals(form.getAgain()), "identity.password-unlike");
            own.changePassword(actor, form.getOld(), form.getWanted());
        } catch (RuleViolation problem) {
            errors.rejectValue(form.fieldOf(problem.key()), problem.key(), problem.getArguments(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return password(form, state, model);
        }
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(AccountFilter.SIGNED_IN_AT, clock.millis() + 1);
        flash.addFlashAttribute("notice", "identity.password.changed");
        return state != null && state.mustChange() ? "redirect:/" : "redirect:/me";
    }

    @PostMapping("/language")
    String language(
            @RequestParam String language,
            @CurrentActor Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        own.chooseLanguage(actor, language);
        languages.setLocale(request, response, Locale.forLanguageTag(language));
        return "redirect:/me";
    }

    @PostMapping("/sessions/end")
    String endSession(@RequestParam String session, @CurrentActor Actor actor, RedirectAttributes flash) {
        sessions.end(actor.account(), session);
        flash.addFlashAttribute("notice", "identity.session.ended");
        return "redirect:/me";
    }

    @PostMapping("/sessions/end-others")
    String endOtherSessions(@CurrentActor Actor actor, HttpSession session, RedirectAttributes flash) {
        sessions.endOthers(actor.account(), session.getId());
        flash.addFlashAttribute("notice", "identity.session.others-ended");
        return "redirect:/me";
    }
}
