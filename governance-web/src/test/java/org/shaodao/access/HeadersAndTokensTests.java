package org.shaodao.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaodao.access.AccessPolicy.Row;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every answer carries the security headers, and no write gets through without a token. */
@FlowTests
class HeadersAndTokensTests {

    /** Handed-over files may do nothing at all. */
    private static final String FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
            + "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final MockMvc mvc;
    private final Handlers handlers;
    private final AccessCalls calls;
    private final JdbcClient jdbc;

    @Autowired
    HeadersAndTokensTests(
            MockMvc mvc,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            WebApplicationContext context,
            JdbcClient jdbc,
            PersonalDataVault vault,
            TransactionTemplate transactions) {
        this.mvc = mvc;
        this.handlers = new Handlers(mapping);
        this.calls = new AccessCalls(context, jdbc, vault, transactions);
        this.jdbc = jdbc;
    }

    @Test
    void everyHandlerAnswersWithTheHeadersWhoeverAsks() throws IOException {
        Map<String, Row> rows = AccessPolicy.read();
        List<String> wrong = new ArrayList<>();

        for (Handlers.Handler handler : handlers.all()) {
            Row row = rows.get(handler.key());
            for (String visitor : List.of("DISTRICT_SUPERVISOR", "SYSTEM_ADMINISTRATOR", AccessPolicy.ANONYMOUS)) {
                MockHttpServletResponse answer =
                        row == null ? null : calls.answer(handler, row, visitor, Relation.OWN, true);
                if (answer != null) {
                    problems(answer, true, isFile(answer) ? FILE_POLICY : POLICY)
                            .forEach(problem -> wrong.add(handler.key() + " as " + visitor + ": " + problem));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void filesRefusalsAndOddRequestsCarryThemToo() throws Exception {
        for (String path :
                new String[] {"/no-such-page", "/actuator/env", "/css/no-such.css", "/../etc/passwd", "/a;b=c"}) {
            MockHttpServletResponse answer = mvc.perform(MockMvcRequestBuilders.get(java.net.URI.create(path)))
                    .andReturn()
                    .getResponse();
            assertThat(problems(answer, false, POLICY)).as(path).isEmpty();
            assertThat(answer.getStatus()).as(path).isNotEqualTo(200);
        }
        MockHttpServletResponse file = mvc.perform(MockMvcRequestBuilders.get("/css/desk.css"))
                .andReturn()
                .getResponse();
        assertThat(file.getStatus()).isEqualTo(200);
        assertThat(problems(file, false, POLICY)).isEmpty();
        assertThat(file.getHeader("Cache-Control")).contains("max-age=");
    }

    @Test
    void secureConnectionsAreToldToStaySecure() throws Exception {
        assertThat(mvc.perform(MockMvcRequestBuilders.get("/sign-in").secure(true))
                        .andReturn()
                        .getResponse()
                        .getHeader("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(mvc.perform(MockMvcRequestBuilders.get("/sign-in"))
                        .andReturn()
                        .getResponse()
                        .getHeader("Strict-Transport-Security"))
                .isNull();
    }

    @Test
    void noWriteGetsThroughWithoutATokenAndNothingChanges() throws IOException {
        Map<String, Row> rows = AccessPolicy.read();
        calls.world();
        long before = written();
        List<String> wrong = new ArrayList<>();
        int tried = 0;

        for (Handlers.Handler handler : handlers.all()) {
            Row row = rows.get(handler.key());
            if (row == null || handler.method().equals("GET")) {
                continue;
            }
            for (String visitor :
                    List.of("DISTRICT_SUPERVISOR", "STREET_DESK", "GRID_WORKER", "SYSTEM_ADMINISTRATOR")) {
                tried++;
                MockHttpServletResponse answer = calls.answer(handler, row, visitor, Relation.OWN, false);
                int status = answer == null ? 599 : answer.getStatus();
                if (status != 403) {
                    wrong.add(handler.key() + " as " + visitor + ": " + status);
                }
            }
        }

        assertThat(tried).isPositive();
        assertThat(wrong).isEmpty();
        assertThat(written()).isEqualTo(before);
    }

    private long written() {
        return jdbc.sql("select (select count(*) from audit_entry) + (select count(*) from case_event)")
                .query(Long.class)
                .single();
    }

    private static boolean isFile(MockHttpServletResponse answer) {
        return answer.getHeader("Content-Disposition") != null
                && String.valueOf(answer.getContentType()).startsWith("image/");
    }

    private static List<String> problems(MockHttpServletResponse answer, boolean personal, String policy) {
        List<String> problems = new ArrayList<>();
        expect(problems, answer, "Content-Security-Policy", policy);
        expect(problems, answer, "X-Content-Type-Options", "nosniff");
        expect(problems, answer, "X-Frame-Options", "DENY");
        expect(problems, answer, "Referrer-Policy", "same-origin");
        expect(problems, answer, "Cross-Origin-Opener-Policy", "same-origin");
        if (answer.getHeader("Permissions-Policy") == null) {
            problems.add("no Permissions-Policy");
        }
        if (personal && !String.valueOf(answer.getHeader("Cache-Control")).contains("no-store")) {
            problems.add("Cache-Control is " + answer.getHeader("Cache-Control"));
        }
        return problems;
    }

    private static void expect(List<String> problems, MockHttpServletResponse answer, String name, String value) {
        if (!value.equals(answer.getHeader(name))) {
            problems.add(name + " is " + answer.getHeader(name));
        }
    }
}
