package org.shaodao;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    private final ApplicationModules modules = ApplicationModules.of(GovernanceApplication.class);

    @Test
    void contextsUseOnlyWhatTheyMay() {
        modules.verify();
    }

    @Test
    void everyContextIsSeen() {
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains(
                        "shared",
                        "organisation",
                        "identity",
                        "deadline",
                        "catalogue",
                        "casework",
                        "routing",
                        "intake",
                        "insight",
                        "audit",
                        "notification",
                        "deliberation",
                        "suggestion",
                        "platform");
    }
}
