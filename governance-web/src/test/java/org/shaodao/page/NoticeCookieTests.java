package org.shaodao.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.FlashMap;

/** The word "done" travels in a cookie, for one page and once; everything else in the session. */
class NoticeCookieTests {

    private final NoticeCookie notices = new NoticeCookie();

    @Test
    void theNextPageGetsTheWordOnceAndNoSessionIsNeeded() {
        MockHttpServletRequest posted = new MockHttpServletRequest("POST", "/cases/1/accept");
        Cookie cookie = saved(flash("/cases/1", "notice", "casework.done.ACCEPT"), posted);
        assertThat(cookie).isNotNull();
        assertThat(posted.getSession(false)).isNull();
        assertThat(cookie.isHttpOnly()).isTrue();

        MockHttpServletResponse answer = new MockHttpServletResponse();
        assertThat(fetched(page("/cases/1", cookie), answer))
                .containsExactlyEntriesOf(Map.of("notice", "casework.done.ACCEPT"));
        assertThat(answer.getCookie(NoticeCookie.NAME).getMaxAge()).isZero();
    }

    @Test
    void anotherPageDoesNotTakeItAway() {
        Cookie cookie = saved(flash("/cases/1", "notice", "casework.done.ACCEPT"), new MockHttpServletRequest());
        MockHttpServletResponse answer = new MockHttpServletResponse();
        assertThat(fetched(page("/css/desk.css", cookie), answer)).isNull();
        assertThat(answer.getCookies()).isEmpty();
    }

    @Test
    void whatIsMoreThanAWordStaysInTheSession() {
        for (FlashMap flash : new FlashMap[] {
            flash("/cases", "warning", "casework.bulk.none"),
            flash("/cases", "notice", "<b>no key</b>"),
            flash("/people/张三", "notice", "organisation.changed"),
            with(flash("/cases", "notice", "a.b"), "noticeArguments")
        }) {
            MockHttpServletRequest posted = new MockHttpServletRequest();
            assertThat(saved(flash, posted)).isNull();
            MockHttpServletRequest next = page(flash.getTargetRequestPath(), null);
            next.setSession(posted.getSession(false));
            assertThat(fetched(next, new MockHttpServletResponse())).isEqualTo(flash);
        }
    }

    @Test
    void aForgedCookieBringsNothing() {
        for (String value : new String[] {"", ":", "<script>:/cases", "a.b", "a.b:/other"}) {
            assertThat(fetched(page("/cases", new Cookie(NoticeCookie.NAME, value)), new MockHttpServletResponse()))
                    .isNull();
        }
    }

    private Map<String, Object> fetched(MockHttpServletRequest request, MockHttpServletResponse answer) {
        return notices.retrieveAndUpdate(request, answer);
    }

    private Cookie saved(FlashMap flash, MockHttpServletRequest request) {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        notices.saveOutputFlashMap(flash, request, answer);
        return answer.getCookie(NoticeCookie.NAME);
    }

    private static MockHttpServletRequest page(String path, Cookie cookie) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        if (cookie != null) {
            request.setCookies(cookie);
        }
        return request;
    }

    private static FlashMap flash(String path, String name, String value) {
        FlashMap flash = new FlashMap();
        flash.setTargetRequestPath(path);
        flash.put(name, value);
        return flash;
    }

    private static FlashMap with(FlashMap flash, String name) {
        flash.put(name, "x");
        return flash;
    }
}
