package org.shaodao.support;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.Actor;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Reads pages and sends forms as somebody, without a browser. */
public final class Pages {

    private final MockMvc mvc;

    public Pages(MockMvc mvc) {
        this.mvc = mvc;
    }

    /** The status, where it leads, and the page. */
    public record Answer(int status, String location, Document page) {}

    /** Opens an address. */
    public Answer get(Actor actor, String address) {
        return answer(actor, MockMvcRequestBuilders.get(java.net.URI.create(address)));
    }

    /** Sends these fields to an address. */
    public Answer post(Actor actor, String address, Map<String, String> fields) {
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.post(java.net.URI.create(address)).with(csrf());
        fields.forEach(request::param);
        return answer(actor, request);
    }

    /** Sends these fields and files to an address, as a form with files does. */
    public Answer upload(Actor actor, String address, Map<String, String> fields, List<MockMultipartFile> files) {
        MockMultipartHttpServletRequestBuilder request = MockMvcRequestBuilders.multipart(java.net.URI.create(address));
        request.contentType(MediaType.parseMediaType("multipart/form-data; boundary=x"));
        files.forEach(request::file);
        fields.forEach(request::param);
        request.with(csrf());
        return answer(actor, request);
    }

    /** Sends the form of a page as it stands there, with what {@code typed} changes in it. */
    public Answer submit(Actor actor, Document page, String form, Consumer<Map<String, String>> typed) {
        Element element = page.selectFirst(form);
        if (element == null) {
            throw new AssertionError("no form " + form + " in " + page);
        }
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        ((org.jsoup.nodes.FormElement) element).formData().forEach(field -> fields.put(field.key(), field.value()));
        element.select("input[type=radio][checked]")
                .forEach(radio -> fields.put(radio.attr("name"), radio.attr("value")));
        fields.remove("_csrf");
        typed.accept(fields);
        return post(actor, element.attr("action"), fields);
    }

    private Answer answer(Actor actor, AbstractMockHttpServletRequestBuilder<?> request) {
        try {
            request.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                    new SignedIn(actor.account(), actor.name()), null, List.of())));
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            response.setDefaultCharacterEncoding(StandardCharsets.UTF_8.name());
            return new Answer(
                    response.getStatus(), response.getHeader("Location"), Jsoup.parse(response.getContentAsString()));
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (Exception unanswered) {
            throw new AssertionError(unanswered);
        }
    }
}
