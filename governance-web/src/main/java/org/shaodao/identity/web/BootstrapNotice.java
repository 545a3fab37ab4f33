package org.shaodao.identity.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.identity.service.Bootstrap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the one-time token to the console of a start that finds no account; never to the log. */
@Component
@Profile("!demo & !command")
@RequiredArgsConstructor
class BootstrapNotice {

    private final Bootstrap bootstrap;

    @EventListener
    void onReady(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext) {
            bootstrap
                    .token()
                    .ifPresent(token -> System.out.println(System.lineSeparator()
                            + "No accounts yet. Open /bootstrap and make the three administrators with this one-time token:"
                            + System.lineSeparator() + "    " + token + System.lineSeparator()
                            + "It is valid until it is used or the platform starts again."));
        }
    }
}
