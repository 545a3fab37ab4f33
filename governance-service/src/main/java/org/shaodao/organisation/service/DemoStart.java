package org.shaodao.organisation.service;

import java.util.Locale;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.shaodao.shared.DemoPassword;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Loads the demonstration at the first start with the demo profile, before anything that builds on it. */
@Component
@Profile("demo & !command")
@Order(0)
@RequiredArgsConstructor
@Slf4j
class DemoStart implements ApplicationRunner {

    private final DemoDistrict district;
    private final DemoPasswords passwords;
    private final DemoPassword password;

    @Override
    public void run(ApplicationArguments arguments) {
        long begun = System.nanoTime();
        if (district.isEmpty() && district.load(password.value())) {
            log.info(
                    "Loaded the demonstration district in {} s",
                    String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begun) / 1e9));
        } else {
            passwords.settle(password.value());
        }
    }
}
