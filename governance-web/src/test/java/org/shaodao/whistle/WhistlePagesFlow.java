package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.shaodao.organisation.Actor;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** What tests of the pages of whistles share: a district with its people on a Monday morning, and the form of a whistle. */
abstract class WhistlePagesFlow {

    @Autowired
    ApplicationContext beans;

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    Pages pages;
    WhistleWorld w;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        pages = new Pages(mvc);
        w = new WhistleWorld(beans);
    }

    /** Sends the form of a whistle with what is typed. */
    Pages.Answer send(Actor actor, Document form, Consumer<Map<String, String>> typed) {
        return pages.submit(actor, form, "form[action$=/whistles/new]", fields -> {
            typed.accept(fields);
            fields.put("act", "send");
        });
    }

    /** The whistle that was made by sending the form. */
    static WhistleId made(Pages.Answer sent) {
        assertThat(sent.status()).isEqualTo(302);
        return WhistleId.of(last(sent.location()));
    }

    static String last(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    String unit(String name) {
        return w.world.unit(name).toString();
    }
}
