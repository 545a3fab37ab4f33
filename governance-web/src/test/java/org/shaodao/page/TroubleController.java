package org.shaodao.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Gets into every kind of trouble a handler can get into. */
@Controller
@TestComponent
class TroubleController {

    @RequestMapping("/trouble/rule")
    String rule() {
        throw new RuleViolation("shared.text-too-short", "text", 5, 2);
    }

    @GetMapping("/trouble/missing")
    String missing() {
        throw new NotFound("a thing of another street");
    }

    @GetMapping("/trouble/forbidden")
    String forbidden() {
        throw new Forbidden("nav.accounts");
    }

    @PostMapping("/trouble/conflict")
    String conflict() {
        throw new Conflict("李示例", "action.save", Instant.parse("2026-02-14T06:03:00Z"));
    }

    @PostMapping("/trouble/stale")
    String stale() {
        throw new OptimisticLockingFailureException("stale");
    }

    @GetMapping("/trouble/mistake")
    String mistake() {
        throw new IllegalStateException("secret inside");
    }

    @GetMapping("/trouble/template")
    String template() {
        return "gallery/absent";
    }

    @GetMapping("/trouble/database")
    String database() {
        throw new DataAccessResourceFailureException("connection to db.internal refused");
    }

    @GetMapping("/trouble/often")
    String often() {
        throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
    }

    @GetMapping("/trouble/sent")
    void sent(HttpServletResponse response) throws IOException {
        response.sendError(403);
    }

    @GetMapping("/trouble/ids/{id}")
    @ResponseBody
    String id(@PathVariable UUID id) {
        return id.toString();
    }

    @GetMapping("/trouble/days")
    @ResponseBody
    String day(@RequestParam LocalDate day) {
        return day.toString();
    }

    @PostMapping(path = "/trouble/files", consumes = "multipart/form-data")
    @ResponseBody
    String file(@RequestParam MultipartFile file) {
        return "taken";
    }
}
