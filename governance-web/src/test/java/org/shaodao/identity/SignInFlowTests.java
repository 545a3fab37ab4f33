package org.shaodao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.identity.People.Somebody;
import org.shaodao.identity.service.AccountAdministration;
import org.shaodao.identity.service.SignIn;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@FlowTests
class SignInFlowTests {

    private static final AtomicInteger NETWORK = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private SignIn signIn;

    @Autowired
    private AccountAdministration accounts;

    @Autowired
    private TestClock clock;

    private People people;
    private String address;

    @BeforeEach
    void setUp() {
        people = new People(jdbc, passwords);
        address = "10.77." + NETWORK.incrementAndGet() + ".1";
    }

    @AfterEach
    void tearDown() {
        clock.reset();
    }

    @Test
    void leadsAVisitorToTheSignInPageAndBackToThePageAskedFor() throws Exception {
        Somebody one = people.somebody();

        MockHttpServletResponse away = perform(get("/me?x=1"));
        assertThat(away.getStatus()).isEqualTo(303);
        assertThat(away.getHeader("Location")).isEqualTo("/sign-in?next=%2Fme%3Fx%3D1");

        MockHttpServletResponse back = signIn(one.login(), People.PASSWORD, "/me?x=1");
        assertThat(back.getStatus()).isEqualTo(303);
        assertThat(back.getHeader("Location")).isEqualTo("/me?x=1");
    }

    @Test
    void neverLeadsToAnotherSite() throws Exception {
        for (String next : new String[] {"https://evil.example", "//evil.example", "/\\evil.example", "/x\ny"}) {
            Somebody one = people.somebody();
            assertThat(signIn(one.login(), People.PASSWORD, next).getHeader("Location"))
                    .as(next)
                    .isEqualTo("/");
        }
    }

    @Test
    void tellsHtmxToLoadTheSignInPageWhole() throws Exception {
        MockHttpServletResponse answer = perform(
                get("/me").header("HX-Request", "true").header("HX-Current-URL", "http://localhost/cases?light=RED"));

        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getHeader("HX-Redirect")).isEqualTo("/sign-in?next=%2Fcases%3Flight%3DRED");
    }

    @Test
    void answersAWrongPasswordAndAnUnknownLoginAlike() throws Exception {
        Somebody one = people.somebody();

        MockHttpServletResponse wrong = signIn(one.login(), "Wrong-71-lantern", null);
        MockHttpServletResponse unknown = signIn("nobody-" + one.login(), "Wrong-71-lantern", null);

        assertThat(wrong.getStatus()).isEqualTo(422).isEqualTo(unknown.getStatus());
        assertThat(alert(wrong)).isNotBlank().isEqualTo(alert(unknown));
        assertThat(Jsoup.parse(wrong.getContentAsString()).select("#login").val())
                .isEqualTo(one.login());
        assertThat(wrong.getContentAsString()).doesNotContain("Wrong-71-lantern");
    }

    @Test
    void locksAfterFiveWrongTriesFromOnePlaceForHalfAnHourAndNotElsewhere() {
        Somebody one = people.somebody();
        clock.set("2026-03-02T09:00");
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(one.login(), "wrong", address)).isEqualTo(SignIn.Reason.WRONG);
        }

        assertThat(refusal(one.login(), People.PASSWORD, address)).isEqualTo(SignIn.Reason.LOCKED);
        assertThat(signIn.attempt(one.login(), People.PASSWORD, "10.78.1.1")).isInstanceOf(SignIn.Result.Granted.class);

        clock.advance(Duration.ofMinutes(31));
        assertThat(signIn.attempt(one.login(), People.PASSWORD, address)).isInstanceOf(SignIn.Result.Granted.class);
    }

    @Test
    void locksUnknownLoginsInTheSameWay() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal("ghost" + address, "wrong", address)).isEqualTo(SignIn.Reason.WRONG);
        }

        assertThat(refusal("ghost" + address, "wrong", address)).isEqualTo(SignIn.Reason.LOCKED);
    }

    @Test
    void letsNoMoreThanFiveOfManySimultaneousGuessesThrough() throws Exception {
        Somebody one = people.somebody();
        var pool = Executors.newFixedThreadPool(8);
        Callable<SignIn.Reason> guess = () -> refusal(one.login(), "wrong", address);

        long looked = pool.invokeAll(Stream.generate(() -> guess).limit(24).toList()).stream()
                .filter(done -> {
                    try {
                        return done.get() == SignIn.Reason.WRONG;
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                })
                .count();
        pool.shutdown();

        assertThat(looked).isEqualTo(5);
    }

    @Test
    void slowsDownOnePasswordForManyAccounts() {
        clock.set("2026-03-03T09:00");
        int looked = 0;
        for (int i = 0; i < 40; i++) {
            looked += refusal("spray" + i + address, "wrong", address) == SignIn.Reason.WRONG ? 1 : 0;
        }

        assertThat(looked).isEqualTo(20);
    }

    @Test
    void changesTheSessionIdAtSignInAndEndsItAtSignOut() throws Exception {
        Somebody one = people.somebody();
        Cookie before = session(perform(get("/sign-in")));
        MockHttpServletResponse in = signIn(one.login(), People.PASSWORD, null, before);
        Cookie after = session(in);

        assertThat(after.getValue()).isNotEqualTo(before == null ? "" : before.getValue());
        assertThat(after.isHttpOnly()).isTrue();
        assertThat(in.getHeader("Set-Cookie")).contains("SameSite=Lax");
        assertThat(perform(get("/me").cookie(after)).getStatus()).isEqualTo(200);

        perform(post("/sign-out").cookie(after).with(csrf()));
        assertThat(perform(get("/me").cookie(after)).getHeader("Location")).startsWith("/sign-in");
    }

    @Test
    void namesTheCookieForTheHostOnSecureConnections() throws Exception {
        Somebody one = people.somebody();

        MockHttpServletResponse in =
                perform(credentials(one.login(), People.PASSWORD, null).secure(true));

        assertThat(in.getHeader("Set-Cookie")).startsWith("__Host-shaodao=").contains("Secure", "Path=/", "HttpOnly");
    }

    @Test
    void endsASessionThatNobodyUsedAndOneThatIsTooOld() throws Exception {
        Somebody one = people.somebody();
        Cookie session = session(signIn(one.login(), People.PASSWORD, null));
        clock.set(clock.instant().plus(Duration.ofHours(13)));

        MockHttpServletResponse answer = perform(get("/me").cookie(session));

        assertThat(answer.getHeader("Location")).startsWith("/sign-in");
        assertThat(jdbc.sql("select max_inactive_interval from spring_session where principal_name = ?")
                        .param(one.account().toString())
                        .query(Integer.class)
                        .list())
                .allMatch(seconds -> seconds == 1800);
    }

    @Test
    void throwsADisabledAccountOutAtTheNextRequest() throws Exception {
        Somebody one = people.somebody();
        Somebody keeper = people.administrator(Role.SYSTEM_ADMINISTRATOR);
        Cookie session = session(signIn(one.login(), People.PASSWORD, null));

        accounts.disable(one.account(), keeper.as(Role.SYSTEM_ADMINISTRATOR));

        assertThat(perform(get("/me").cookie(session)).getHeader("Location")).startsWith("/sign-in");
        assertThat(alert(signIn(one.login(), People.PASSWORD, null))).isNotBlank();
    }

    @Test
    void wantsAOneTimePasswordChangedBeforeAnythingElse() throws Exception {
        Somebody one = people.somebody();
        Somebody keeper = people.administrator(Role.SYSTEM_ADMINISTRATOR);
        String given = accounts.resetPassword(one.account(), keeper.as(Role.SYSTEM_ADMINISTRATOR))
                .password();
        Cookie session = session(signIn(one.login(), given, null));

        assertThat(perform(get("/help").cookie(session)).getHeader("Location")).isEqualTo("/me/password");
        assertThat(perform(get("/me/password").cookie(session)).getStatus()).isEqualTo(200);
        MockHttpServletResponse weak = perform(post("/me/password")
                .cookie(session)
                .with(csrf())
                .param("old", given)
                .param("wanted", "password")
                .param("again", "password"));
        assertThat(weak.getStatus()).isEqualTo(422);
        MockHttpServletResponse changed = perform(post("/me/password")
                .cookie(session)
                .with(csrf())
                .param("old", given)
                .param("wanted", "Walnut-83-ferry")
                .param("again", "Walnut-83-ferry"));
        assertThat(changed.getStatus()).isEqualTo(302);
        Cookie renewed = session(changed);

        assertThat(perform(get("/help").cookie(renewed)).getStatus()).isEqualTo(200);
        assertThat(perform(get("/help").cookie(session)).getStatus()).isEqualTo(303);
    }

    @Test
    void refusesAOneTimePasswordThatNobodyUsedInTime() {
        Somebody one = people.somebody();
        Somebody keeper = people.administrator(Role.SYSTEM_ADMINISTRATOR);
        String given = accounts.resetPassword(one.account(), keeper.as(Role.SYSTEM_ADMINISTRATOR))
                .password();

        clock.set(clock.instant().plus(Duration.ofDays(8)));

        assertThat(refusal(one.login(), given, address)).isEqualTo(SignIn.Reason.WRONG);
    }

    @Test
    void keepsAtMostFiveSessionsAndEndsTheOldest() throws Exception {
        Somebody one = people.somebody();
        Cookie first = session(signIn(one.login(), People.PASSWORD, null));
        for (int i = 0; i < 5; i++) {
            signIn(one.login(), People.PASSWORD, null);
        }

        assertThat(perform(get("/me").cookie(first)).getStatus()).isEqualTo(303);
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name = ?")
                        .param(one.account().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void givesTheTextOfAnExpiredFormBackThroughTheSignIn() throws Exception {
        Somebody one = people.somebody();
        MockHttpServletResponse expired = perform(post("/me/language")
                .header("Sec-Fetch-Site", "same-origin")
                .param("language", "en")
                .param("text", "a long story about a broken lamp"));

        assertThat(expired.getStatus()).isEqualTo(403);
        assertThat(expired.getContentAsString()).contains("a long story about a broken lamp");

        MockHttpServletResponse again = perform(credentials(one.login(), People.PASSWORD, null)
                .param("kept-action", "/me/language")
                .param("kept-field-language", "en")
                .param("kept-field-text", "a long story about a broken lamp"));
        var form = Jsoup.parse(again.getContentAsString()).select("form[action=/me/language]");
        assertThat(form.select("input[name=language]").val()).isEqualTo("en");
        assertThat(form.select("[name=text]").val()).isEqualTo("a long story about a broken lamp");
        assertThat(form.select("input[name=_csrf]").val()).isNotBlank();
    }

    @Test
    void givesNothingToPressToAFormFromElsewhere() throws Exception {
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            MockHttpServletResponse refused =
                    perform(post("/me/language").header("Sec-Fetch-Site", site).param("text", "attack"));

            assertThat(refused.getStatus()).isEqualTo(403);
            assertThat(refused.getContentAsString()).doesNotContain("attack", "<form method");
        }
    }

    @Test
    void writesSignInsDown() throws Exception {
        Somebody one = people.somebody();
        signIn(one.login(), "wrong", null);
        signIn(one.login(), People.PASSWORD, null);

        assertThat(jdbc.sql("select action from audit_entry where subject_id = ? order by id")
                        .param(one.account().value())
                        .query(String.class)
                        .list())
                .containsExactly("identity.event.sign-in-failed", "identity.event.signed-in");
    }

    private SignIn.Reason refusal(String login, String password, String from) {
        return signIn.attempt(login, password, from) instanceof SignIn.Result.Refused refused ? refused.reason() : null;
    }

    private MockHttpServletResponse signIn(String login, String password, String next, Cookie... cookies)
            throws Exception {
        MockHttpServletRequestBuilder request = credentials(login, password, next);
        for (Cookie cookie : cookies) {
            if (cookie != null) {
                request.cookie(cookie);
            }
        }
        return perform(request);
    }

    private MockHttpServletRequestBuilder credentials(String login, String password, String next) {
        MockHttpServletRequestBuilder request = post("/sign-in")
                .with(csrf())
                .with(from -> {
                    from.setRemoteAddr(address);
                    return from;
                })
                .param("login", login)
                .param("password", password);
        return next == null ? request : request.param("next", next);
    }

    /** Performs a request and, as a server would, what it forwards to. */
    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        MvcResult result = mvc.perform(request).andReturn();
        String forwarded = result.getResponse().getForwardedUrl();
        if (forwarded == null || !forwarded.startsWith("/sign-in/")) {
            return result.getResponse();
        }
        MockHttpServletRequest first = result.getRequest();
        MockHttpServletRequestBuilder second = MockMvcRequestBuilders.request(
                        HttpMethod.valueOf(first.getMethod()), URI.create(forwarded))
                .with(csrf())
                .with(onward -> {
                    onward.setDispatcherType(DispatcherType.FORWARD);
                    first.getParameterMap().forEach(onward::addParameter);
                    for (String name : new String[] {"failure", "keptForm", "ui"}) {
                        onward.setAttribute(name, first.getAttribute(name));
                    }
                    return onward;
                });
        MockHttpServletResponse answer = mvc.perform(second).andReturn().getResponse();
        if (result.getResponse().getStatus() != 200) {
            MockHttpServletResponse both = new MockHttpServletResponse();
            both.setStatus(result.getResponse().getStatus());
            both.setCharacterEncoding("UTF-8");
            both.getWriter().write(answer.getContentAsString());
            return both;
        }
        return answer;
    }

    private static Cookie session(MockHttpServletResponse response) {
        return response.getCookie("shaodao");
    }

    private static String alert(MockHttpServletResponse response) throws Exception {
        return Jsoup.parse(response.getContentAsString()).select("[role=alert]").text();
    }
}
