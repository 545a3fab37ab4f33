package org.shaodao.catalogue;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.Ids;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Somebody who opens the pages of catalogue and calendar. */
final class CataloguePages {

    private final MockMvc mvc;
    private final UUID account;

    /** A new person with one post in a new district. */
    CataloguePages(MockMvc mvc, JdbcClient jdbc, PostType post) {
        this.mvc = mvc;
        UUID area = Ids.next();
        UUID person = Ids.next();
        UUID held = Ids.next();
        this.account = Ids.next();
        jdbc.sql(
                        "insert into area (id, level, code, name, valid_from, version) values (?, 'DISTRICT', ?, '示例区', date '2020-01-01', 0)")
                .params(area, area.toString())
                .update();
        jdbc.sql("insert into person (id, name, version) values (?, '示例', 0)")
                .params(person)
                .update();
        jdbc.sql(
                        "insert into account (id, person_id, login, password_hash, must_change, password_at, version) values (?, ?, ?, 'x', false, now(), 0)")
                .params(account, person, "c" + account)
                .update();
        jdbc.sql("insert into post (id, type, area_id, version) values (?, ?, ?, 0)")
                .params(held, post.name(), area)
                .update();
        jdbc.sql(
                        "insert into post_holding (id, post_id, person_id, held_from, version) values (?, ?, ?, date '2020-01-01', 0)")
                .params(Ids.next(), held, person)
                .update();
    }

    MockHttpServletResponse get(String address) {
        return perform(MockMvcRequestBuilders.get(address));
    }

    /** As {@link #get}, asking for a language. */
    MockHttpServletResponse get(String address, String language) {
        return perform(MockMvcRequestBuilders.get(address)
                .header("Accept-Language", language)
                .locale(Locale.forLanguageTag(language)));
    }

    Document page(String address) {
        return parse(get(address));
    }

    MockHttpServletResponse post(String address, Map<String, String> fields) {
        var request = MockMvcRequestBuilders.post(address);
        fields.forEach(request::param);
        return perform(request);
    }

    MockHttpServletResponse upload(String address, String name, byte[] content, boolean dryRun) {
        return perform(MockMvcRequestBuilders.multipart(address)
                .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                .contentType(MediaType.parseMediaType("multipart/form-data; boundary=x"))
                .param("dryRun", Boolean.toString(dryRun)));
    }

    static Document parse(MockHttpServletResponse response) {
        return Jsoup.parse(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    /** The fields of the page's main form as a browser would send them. */
    static Map<String, String> fields(Document page) {
        Map<String, String> fields = new LinkedHashMap<>();
        page.select("main form")
                .first()
                .select("input[name], select[name], textarea[name]")
                .forEach(field -> {
                    if (field.attr("name").equals("_csrf")) {
                        return;
                    }
                    if (field.attr("type").equals("checkbox") && !field.hasAttr("checked")) {
                        return;
                    }
                    if (field.tagName().equals("select")) {
                        var chosen = field.selectFirst("option[selected]");
                        fields.put(
                                field.attr("name"),
                                chosen == null ? field.selectFirst("option").val() : chosen.val());
                        return;
                    }
                    fields.put(field.attr("name"), field.tagName().equals("textarea") ? field.text() : field.val());
                });
        return fields;
    }

    private MockHttpServletResponse perform(AbstractMockHttpServletRequestBuilder<?> request) {
        try {
            return mvc.perform(request.with(signedIn()).with(csrf()))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private RequestPostProcessor signedIn() {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(new AccountId(account), "c" + account), null, List.of()));
    }
}
