package org.shaodao;

import org.shaodao.platform.Launcher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the platform: serves without a sub-command, else runs the sub-command and ends with its exit code. */
@SpringBootApplication
public class GovernanceApplication {

    public static void main(String[] args) {
        new Launcher(GovernanceApplication.class).launch(args);
    }
}
