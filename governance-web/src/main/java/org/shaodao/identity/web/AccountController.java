package org.shaodao.identity.web;

import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.identity.Login;
import org.shaodao.identity.service.AccountAdministration;
import org.shaodao.identity.service.AccountAdministration.Handover;
import org.shaodao.identity.service.AccountRows;
import org.shaodao.identity.service.AdministratorOffices;
import org.shaodao.identity.service.Bootstrap;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accounts as the system administrator keeps them; the security administrator reads along. */
@Controller
@RequestMapping("/accounts")
@RequiredArgsConstructor
class AccountController {

    private static final int CANDIDATES = 100;

    private final AccountRows rows;
    private final AccountAdministration accounts;
    private final AdministratorOffices offices;

    @GetMapping
    String list(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) AccountRows.@Nullable Standing state,
            @RequestParam(required = false) @Nullable Role office,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        requireReader(actor);
        model.addAttribute("slice", rows.page(q, state, office, after));
        model.addAttribute("q", q);
        model.addAttribute("states", AccountRows.Standing.values());
        model.addAttribute("keeper", actor.has(Role.SYSTEM_ADMINISTRATOR));
        model.addAttribute("waiting", actor.has(Role.SECURITY_ADMINISTRATOR) ? offices.waiting(actor) : List.of());
        return "identity/accounts";
    }

    @GetMapping("/{id}")
    String show(@PathVariable AccountId id, @CurrentActor Actor actor, Model model) {
        requireReader(actor);
        return page(id, actor, model);
    }

    @GetMapping("/new")
    String blank(
            @CurrentActor Actor actor,
            @RequestParam(required = false) @Nullable String q,
            @ModelAttribute("form") NewAccountForm form,
            Model model) {
        requireKeeper(actor);
        model.addAttribute("q", q);
        model.addAttribute("candidates", rows.candidates(q, CANDIDATES));
        return "identity/account-new";
    }

    @PostMapping
    String open(
            @ModelAttribute("form") NewAccountForm form,
            BindingResult errors,
            @CurrentActor Actor actor,
            Model model,
            jakarta.servlet.http.HttpServletResponse response) {
        requireKeeper(actor);
        try {
            Login login = new Login(form.getLogin());
            Handover made = form.getPerson() == null
                    ? accounts.openForNewPerson(form.getName(), login, actor)
                    : accounts.open(form.getPerson(), login, actor);
            return handover(List.of(made), model);
        } catch (RuleViolation problem) {
            errors.reject(problem.key(), problem.getArguments(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return blank(actor, null, form, model);
        }
    }

    /** Accounts for everybody ticked; the passwords are on this one answer, to print or to keep as a file. */
    @PostMapping("/bulk")
    String openMany(
            @RequestParam(required = false) @Nullable List<UUID> person, @CurrentActor Actor actor, Model model) {
        return handover(accounts.openMany(person == null ? List.of() : person, actor), model);
    }

    /** The same as a file; formulas are made harmless. */
    @PostMapping(path = "/bulk", params = "file")
    ResponseEntity<byte[]> openManyAsFile(
            @RequestParam(required = false) @Nullable List<UUID> person, @CurrentActor Actor actor) {
        List<Handover> made = accounts.openMany(person == null ? List.of() : person, actor);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"accounts.csv\"")
                .body(HandoverFile.csv(made));
    }

    @PostMapping("/{id}/password")
    String resetPassword(@PathVariable AccountId id, @CurrentActor Actor actor, Model model) {
        return handover(List.of(accounts.resetPassword(id, actor)), model);
    }

    @PostMapping("/{id}/disabling")
    String disable(@PathVariable AccountId id, @CurrentActor Actor actor, RedirectAttributes flash) {
        accounts.disable(id, actor);
        flash.addFlashAttribute("notice", "identity.account.disabled");
        return "redirect:/accounts/" + id;
    }

    @PostMapping("/{id}/enabling")
    String enable(@PathVariable AccountId id, @CurrentActor Actor actor, RedirectAttributes flash) {
        accounts.enable(id, actor);
        flash.addFlashAttribute("notice", "identity.account.enabled");
        return "redirect:/accounts/" + id;
    }

    @PostMapping("/{id}/office")
    String propose(
            @PathVariable AccountId id, @RequestParam Role role, @CurrentActor Actor actor, RedirectAttributes flash) {
        offices.propose(id, role, actor);
        flash.addFlashAttribute("notice", "identity.office.proposed");
        return "redirect:/accounts/" + id;
    }

    @PostMapping("/{id}/office-end")
    String dismiss(@PathVariable AccountId id, @CurrentActor Actor actor, RedirectAttributes flash) {
        offices.dismiss(id, actor);
        flash.addFlashAttribute("notice", "identity.office.ended");
        return "redirect:/accounts/" + id;
    }

    @PostMapping("/proposals/{proposal}")
    String decide(
            @PathVariable UUID proposal,
            @RequestParam boolean approve,
            @CurrentActor Actor actor,
            RedirectAttributes flash) {
        offices.decide(proposal, approve, actor);
        flash.addFlashAttribute("notice", approve ? "identity.office.granted" : "identity.office.refused");
        return "redirect:/accounts";
    }

    private String page(AccountId id, Actor actor, Model model) {
        model.addAttribute("row", rows.find(id).orElseThrow(() -> new NotFound("account")));
        model.addAttribute("keeper", actor.has(Role.SYSTEM_ADMINISTRATOR));
        model.addAttribute("warden", actor.has(Role.SECURITY_ADMINISTRATOR));
        model.addAttribute("self", actor.account().equals(id));
        model.addAttribute("offices", Bootstrap.OFFICES);
        return "identity/account";
    }

    private static String handover(List<Handover> made, Model model) {
        model.addAttribute("made", made);
        return "identity/handover";
    }

    private static void requireReader(Actor actor) {
        if (!actor.has(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)) {
            throw new Forbidden("identity.function.accounts");
        }
    }

    private static void requireKeeper(Actor actor) {
        if (!actor.has(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("identity.function.accounts");
        }
    }
}
