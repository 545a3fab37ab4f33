package org.shaodao.identity.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.identity.service.SecurityPolicy;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The rules of sign-in and sessions in force, for the security administrator to read. */
@Controller
@RequiredArgsConstructor
class SecurityPageController {

    private final SecurityPolicy policy;

    @GetMapping("/admin/security")
    String show(@CurrentActor Actor actor, Model model) {
        if (!actor.has(Role.SECURITY_ADMINISTRATOR)) {
            throw new Forbidden("identity.function.security");
        }
        model.addAttribute("rules", policy.properties());
        model.addAttribute("passwords", policy.passwords());
        model.addAttribute("rotation", policy.rotation().orElse(null));
        return "identity/security";
    }
}
