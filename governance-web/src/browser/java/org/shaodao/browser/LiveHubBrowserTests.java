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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The hub in a browser updates by itself, across two nodes on one database, and says so when it rests. */
class LiveHubBrowserTests extends StoryFlow {

    private static ConfigurableApplicationContext other;

    @Autowired
    private TestDatabase database;

    @BeforeEach
    void startTheOtherNode() {
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
        UUID whistle = blown();
        there.navigate(elsewhere + "/whistles");
        assertThat(there.url()).startsWith(elsewhere);
        Locator row = there.locator("section[data-whistle='" + number(whistle) + "'] tbody tr")
                .filter(new Locator.FilterOptions().setHasText(power("name")));
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

    /** A whistle to the power company alone. */
    private UUID blown() {
        UUID kase = accepted(home("rider1"), home("community1"), "一处电缆下垂,离地不到两米");
        Page street = home("street1");
        street.navigate("/cases/" + kase);
        street.locator("#whistles a[data-blow]").press("Enter");
        street.waitForURL("**/whistles/new**");
        street.locator("input[name=title]").fill("电缆下垂 " + kase);
        street.locator("select[name=level]").selectOption("TACKLING");
        street.locator("textarea[name=tried]").fill("已电话联系两次");
        street.locator("select[name=lead]").selectOption(power("unit_id"));
        Locator others = street.locator("input[name=coUnits]:checked");
        while (others.count() > 0) {
            others.first().uncheck();
        }
        street.locator("button[name=act][value=send]").click();
        street.waitForURL(url -> !url.contains("/new"));
        UUID id = reported(street);
        Page leader = home("leader1");
        leader.navigate("/whistles/" + id);
        leader.locator("form[data-action=approve] button[type=submit]").click();
        leader.locator("div.notice").first().waitFor();
        return id;
    }

    /** The id or the name of the unit that power1 speaks for. */
    private String power(String column) {
        return jdbc.sql("select " + column + " from (select u.id as unit_id, u.name from account a"
                        + " join post_holding h on h.person_id = a.person_id join post t on t.id = h.post_id"
                        + " join unit u on u.id = t.unit_id where a.login = 'power1') held")
                .query((row, n) -> row.getString(1))
                .single();
    }

    private String number(UUID whistle) {
        return jdbc.sql("select number from whistle_call where id = ?")
                .param(whistle)
                .query(String.class)
                .single();
    }
}
