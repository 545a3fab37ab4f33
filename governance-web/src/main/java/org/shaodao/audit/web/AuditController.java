package org.shaodao.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.audit.service.AuditFilter;
import org.shaodao.audit.service.AuditReading;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail, for the audit administrator and nobody else. */
@Controller
@RequestMapping("/audit")
@RequiredArgsConstructor
class AuditController {

    private final AuditReading audit;
    private final MessageSource messages;

    @GetMapping
    String list(
            @CurrentActor Actor actor,
            @ModelAttribute("filter") AuditFilter filter,
            @RequestParam(required = false) @Nullable String after,
            Locale locale,
            Model model) {
        model.addAttribute("slice", audit.page(filter, after, actor));
        Map<String, String> actions = new TreeMap<>();
        audit.actions(actor).forEach(key -> actions.put(key, word(key, locale)));
        model.addAttribute("words", actions);
        return "audit/list";
    }

    /** A file for a spreadsheet; asking for it is a write, for it is recorded. */
    @PostMapping("/export")
    void export(
            @CurrentActor Actor actor,
            @ModelAttribute("filter") AuditFilter filter,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Lazily file = new Lazily(response);
        audit.export(
                filter,
                actor,
                row -> file.writer()
                        .row(java.util.Arrays.asList(
                                String.valueOf(row.id()),
                                row.at().toString(),
                                row.login(),
                                row.name(),
                                row.role(),
                                row.unit(),
                                word(row.action(), locale),
                                row.action(),
                                row.subjectType(),
                                row.subject() == null ? null : row.subject().toString(),
                                row.fields(),
                                row.reason())));
        file.writer().close();
    }

    /** Opens the answer only when the first row comes, so that a refusal can still be a page. */
    private static final class Lazily {

        private static final List<String> HEAD = List.of(
                "id",
                "at",
                "account",
                "name",
                "role",
                "unit",
                "action",
                "action_key",
                "subject_type",
                "subject",
                "fields",
                "reason");

        private final HttpServletResponse response;
        private @Nullable TableWriter writer;

        Lazily(HttpServletResponse response) {
            this.response = response;
        }

        TableWriter writer() {
            TableWriter open = writer;
            if (open == null) {
                try {
                    response.setContentType("text/csv;charset=UTF-8");
                    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
                    open = TableWriter.of("audit.csv", response.getOutputStream(), "audit");
                } catch (IOException gone) {
                    throw new java.io.UncheckedIOException(gone);
                }
                open.row(HEAD);
                writer = open;
            }
            return open;
        }
    }

    private String word(String key, Locale locale) {
        String word = messages.getMessage(key, null, key, locale);
        return word == null ? key : word;
    }
}
