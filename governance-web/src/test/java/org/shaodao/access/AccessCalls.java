package org.shaodao.access;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaodao.access.AccessPolicy.Row;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.PersonalDataVault;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.boot.webmvc.test.autoconfigure.SpringBootMockMvcBuilderCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Calls handlers as a visitor, each call in a transaction of its own that is rolled back. */
class AccessCalls {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)(:[^}]*)?}");

    private final MockMvc mvc;
    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final TransactionTemplate transactions;
    private static AccessWorld world;

    AccessCalls(
            WebApplicationContext context, JdbcClient jdbc, PersonalDataVault vault, TransactionTemplate transactions) {
        this.mvc = quiet(context);
        this.jdbc = jdbc;
        this.vault = vault;
        this.transactions = transactions;
    }

    /** All filters, but none of the notes that the ready-made MockMvc keeps of every call. */
    private static MockMvc quiet(WebApplicationContext context) {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
        SpringBootMockMvcBuilderCustomizer filters = new SpringBootMockMvcBuilderCustomizer(context);
        filters.setPrint(MockMvcPrint.NONE);
        filters.customize(builder);
        builder.apply(SecurityMockMvcConfigurers.springSecurity());
        return builder.build();
    }

    AccessWorld world() {
        synchronized (AccessCalls.class) {
            if (world == null) {
                world = new AccessWorld(jdbc, vault);
            }
            return world;
        }
    }

    /** The status; 599 for an exception nobody answered, {@link AccessVerdict#SIGN_IN} for the way to the sign-in page. */
    int call(Handlers.Handler handler, Row row, String visitor, Relation relation) {
        MockHttpServletResponse response = answer(handler, row, visitor, relation, true);
        if (response == null) {
            return 599;
        }
        String location = response.getHeader("Location");
        boolean toSignIn = location != null && location.startsWith("/sign-in")
                || response.getHeader("HX-Redirect") != null && response.getStatus() == 401;
        return toSignIn ? AccessVerdict.SIGN_IN : response.getStatus();
    }

    /** The whole answer; null for an exception nobody answered. */
    MockHttpServletResponse answer(
            Handlers.Handler handler, Row row, String visitor, Relation relation, boolean withToken) {
        Map<String, String> ids = ids(row, relation, visitor);
        String path = fill(handler.path(), ids, "");
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.request(HttpMethod.valueOf(handler.method()), java.net.URI.create(path));
        for (String pair : row.params().isEmpty() ? new String[0] : row.params().split("&")) {
            int equals = pair.indexOf('=');
            request.param(pair.substring(0, equals), fill(pair.substring(equals + 1), ids, "0"));
        }
        row.objects().keySet().stream()
                .filter(name -> !handler.path().contains("{" + name))
                .forEach(name -> request.param(name, ids.get(name)));
        if (handler.htmx()) {
            request.header("HX-Request", "true");
        }
        if (withToken) {
            request.with(csrf());
        }
        if (!visitor.equals(AccessPolicy.ANONYMOUS)) {
            AccessWorld.Visitor who = world().visitor(visitor);
            request.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                    new SignedIn(new AccountId(who.account()), who.login()), null, List.of())));
        } else {
            world();
        }
        return transactions.execute(status -> {
            status.setRollbackOnly();
            try {
                return mvc.perform(request).andReturn().getResponse();
            } catch (Exception unanswered) {
                System.out.println(handler.key() + " as " + visitor + ": " + unanswered);
                return null;
            }
        });
    }

    private Map<String, String> ids(Row row, Relation relation, String visitor) {
        Map<String, String> ids = new HashMap<>();
        row.objects()
                .forEach((name, kind) ->
                        ids.put(name, world().idOf(kind, relation, visitor).toString()));
        return ids;
    }

    private String fill(String text, Map<String, String> ids, String otherwise) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = ids.containsKey(name)
                    ? ids.get(name)
                    : world().knows(name)
                            ? world().idOf(name, Relation.SAME_GRID, AccessPolicy.NOBODY)
                                    .toString()
                            : otherwise.isEmpty() ? UUID.randomUUID().toString() : otherwise;
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }
}
