package org.shaodao.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.service.Bootstrap;
import org.shaodao.identity.service.SecurityPolicy;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first three accounts; there is no such page once they exist. */
@Controller
@RequestMapping("/bootstrap")
@RequiredArgsConstructor
class BootstrapController {

    private final Bootstrap bootstrap;
    private final SecurityPolicy policy;

    @GetMapping
    String show(@ModelAttribute("form") BootstrapForm form, Model model) {
        if (!bootstrap.isOpen()) {
            throw new NotFound("bootstrap");
        }
        model.addAttribute("rules", policy.passwords());
        return "identity/bootstrap";
    }

    @PostMapping
    String open(
            @ModelAttribute("form") BootstrapForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        try {
            bootstrap.open(form.getToken(), form.people());
        } catch (RuleViolation problem) {
            errors.reject(problem.key(), problem.getArguments(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(form, model);
        }
        flash.addFlashAttribute("notice", "identity.bootstrap.done");
        return "redirect:/sign-in";
    }
}
