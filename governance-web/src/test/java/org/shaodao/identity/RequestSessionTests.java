package org.shaodao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;

/** A page that asks by itself whether something is new does not keep its reader signed in (rulings 27). */
@FlowTests
class RequestSessionTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PasswordEncoder passwords;

    Actor clerk;

    @Test
    void askingForChangesLeavesTheSessionAsItIsAndOpeningAPageDoesNot() throws Exception {
        Cookie cookie = signedIn();
        long earlier = System.currentTimeMillis() - 600_000;
        age(clerk.account().value(), earlier);

        assertThat(status("/cases/changes?view=todo", cookie)).isEqualTo(200);
        assertThat(lastUsed(clerk.account().value())).isEqualTo(earlier);

        assertThat(status("/cases", cookie)).isEqualTo(200);
        assertThat(lastUsed(clerk.account().value())).isGreaterThan(earlier);
    }

    @Test
    void pagesInQuickSuccessionNoteTheSessionOnce() throws Exception {
        Cookie cookie = signedIn();
        UUID account = clerk.account().value();
        long justNow = System.currentTimeMillis() - 20_000;
        age(account, justNow);

        assertThat(status("/cases", cookie)).isEqualTo(200);
        assertThat(lastUsed(account)).isEqualTo(justNow);

        age(account, System.currentTimeMillis() - 61_000);
        assertThat(status("/cases", cookie)).isEqualTo(200);
        assertThat(lastUsed(account)).isGreaterThan(justNow);
    }

    private Cookie signedIn() throws Exception {
        clerk = new World(jdbc).actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        jdbc.sql("update account set password_hash = ? where id = ?")
                .params(passwords.encode(People.PASSWORD), clerk.account().value())
                .update();
        String login = "t" + clerk.account();
        Cookie cookie = mvc.perform(
                        post("/sign-in").with(csrf()).param("login", login).param("password", People.PASSWORD))
                .andReturn()
                .getResponse()
                .getCookie("shaodao");
        assertThat(cookie).isNotNull();
        return cookie;
    }

    private int status(String address, Cookie cookie) throws Exception {
        return mvc.perform(get(java.net.URI.create(address)).cookie(cookie))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private void age(UUID account, long at) {
        jdbc.sql("update spring_session set last_access_time = ? where principal_name = ?")
                .params(at, account.toString())
                .update();
    }

    private long lastUsed(UUID account) {
        return jdbc.sql("select last_access_time from spring_session where principal_name = ?")
                .param(account.toString())
                .query(Long.class)
                .single();
    }
}
