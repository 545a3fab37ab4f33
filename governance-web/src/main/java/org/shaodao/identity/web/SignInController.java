package org.shaodao.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page, and what becomes of a form whose page had expired. */
@Controller
class SignInController {

    @GetMapping("/sign-in")
    String show(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String out,
            @AuthenticationPrincipal @Nullable SignedIn who,
            Model model) {
        if (who != null) {
            return "redirect:" + LocalPath.orHome(next);
        }
        model.addAttribute("next", LocalPath.orHome(next));
        if (out != null) {
            model.addAttribute("notice", "identity.sign-in.signed-out");
        } else if (ended != null) {
            model.addAttribute("notice", "identity.sign-in.ended");
        }
        return "identity/sign-in";
    }

    /** Reached by forward only. */
    @PostMapping("/sign-in/failed")
    String failed(
            @RequestAttribute(required = false) @Nullable String failure,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("failure", failure == null ? "identity.sign-in.wrong" : failure);
        model.addAttribute("login", request.getParameter("login"));
        model.addAttribute("next", LocalPath.orHome(request.getParameter("next")));
        if (KeptForm.isIn(request)) {
            model.addAttribute("kept", KeptForm.carriedBy(request));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "identity/sign-in";
    }

    /** Reached by forward only: a form without a valid token, whatever its method. */
    @org.springframework.web.bind.annotation.RequestMapping("/sign-in/expired")
    String expired(
            @RequestAttribute(name = ExpiredPage.FORM, required = false) @Nullable KeptForm form,
            @AuthenticationPrincipal @Nullable SignedIn who,
            Model model) {
        if (form == null) {
            return "identity/refused";
        }
        model.addAttribute("kept", form);
        model.addAttribute("next", "/");
        return who == null ? "identity/sign-in" : "identity/kept";
    }

    /** Reached by forward only: signed in again, the kept text before the eyes. */
    @PostMapping("/sign-in/kept")
    String kept(HttpServletRequest request, Model model) {
        model.addAttribute("kept", KeptForm.carriedBy(request));
        return "identity/kept";
    }
}
