package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.GovernanceApplication;
import org.shaodao.support.TestDatabase;
import org.shaodao.support.TestPlatform;
import org.shaodao.whistle.service.DemoWhistles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The hub in a browser updates by itself, across two nodes on one database, and says so when it rests. */
class LiveHubBrowserTests extends StoryFlow {

    private static ConfigurableApplicationContext other;

    @Autowired
    private TestDatabase database;

    @Autowired
    private DemoWhistles demo;

    @BeforeEach
    void startTheOtherNode() {
        demo.load();
        if (other == null) {
            other = new SpringApplicationBuilder(GovernanceApplication.class, TestPlatform.class)
                    .properties("server.port=0", "spring.main.allow-bean-definition-overriding=true")
                    .initializers(context -> ((GenericApplicationContext) context)
                            .registerBean("testDatabase", TestDatabase.class, () -> database))
                    .run();
        }
    }

    @AfterAll
    static void stop() {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    @Test
    void aSignatureAtOneNodeIsSeenInABrowserOfTheOtherWithinTwoSeconds() {
        look(DESK, "zh-CN", true);
        Page there = home("street1");
        String elsewhere = "http://localhost:" + other.getEnvironment().getProperty("local.server.port");
        Page here = home("power1");
        UUID whistle = unsigned();
        there.navigate(elsewhere + "/whistles");
        assertThat(there.url()).startsWith(elsewhere);
        Locator row = there.locator("section[data-whistle='" + number(whistle) + "'] tbody tr")
                .filter(new Locator.FilterOptions().setHasText(unitName(whistle)));
        assertThat(row.locator("td").nth(1).locator(".nums").count()).isZero();

        here.navigate("/whistles/" + whistle);
        here.locator("form[data-action=sign] button[type=submit]").click();
        here.locator("div.notice").first().waitFor();
        long signed = System.nanoTime();
        row.locator("td").nth(1).locator(".nums").waitFor(new Locator.WaitForOptions().setTimeout(2_000));

        assertThat(Duration.ofNanos(System.nanoTime() - signed)).isLessThan(Duration.ofSeconds(2));
        assertThat(there.url()).as("nobody had to load it again").isEqualTo(elsewhere + "/whistles");
        picture(there, "hub-two-nodes");
        assertAccessible(there);
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1280, zh-CN", "360, en"})
    void aPageNobodyTouchesRestsAndSaysSoAndWakesAgain(int width, String language) {
        look(width, language, true);
        Page hub = home("street1");
        hub.clock().install();
        hub.navigate("/whistles");
        Locator note = hub.locator(".live-note");
        note.locator("[data-live-state]:not([hidden])").waitFor();
        String awake = note.textContent();
        assertThat(note.getAttribute("class")).doesNotContain("is-resting");

        hub.clock().fastForward("16:00");

        hub.locator(".live-note.is-resting").waitFor();
        assertThat(note.textContent()).isNotEqualTo(awake);
        assertThat(note.locator("a.btn").isVisible()).isTrue();
        shot(hub, "hub-resting");
        assertAccessible(hub);
        hub.keyboard().press("Shift");
        hub.locator(".live-note:not(.is-resting)").waitFor();
        assertThat(note.textContent()).isEqualTo(awake);
    }

    private UUID unsigned() {
        return jdbc.sql("select r.call_id from whistle_response r join whistle_call c on c.id = r.call_id"
                        + " join post t on t.unit_id = r.unit_id join post_holding h on h.post_id = t.id"
                        + " join account a on a.person_id = h.person_id and a.login = 'power1'"
                        + " where c.state in ('BLOWN', 'HANDLING') and r.signed_at is null limit 1")
                .query(UUID.class)
                .single();
    }

    private String unitName(UUID whistle) {
        return jdbc.sql("select u.name from whistle_response r join unit u on u.id = r.unit_id"
                        + " where r.call_id = ? and r.signed_at is null limit 1")
                .param(whistle)
                .query(String.class)
                .single();
    }

    private String number(UUID whistle) {
        return jdbc.sql("select number from whistle_call where id = ?")
                .param(whistle)
                .query(String.class)
                .single();
    }
}
