package org.shaodao.platform;

import lombok.RequiredArgsConstructor;
import org.flywaydb.core.Flyway;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;

/** Brings the database up to this version without serving, for a deployment that migrates before it switches over. */
@Component
@RequiredArgsConstructor
@Command(name = "migrate", description = "Bring the database schema up to this version and say which it is.")
class MigrateCommand implements PlatformCommand {

    private final Flyway flyway;

    @Override
    public Integer call() {
        var current = flyway.info().current();
        System.out.println("Schema version " + (current == null ? "-" : current.getVersion()));
        return ExitCode.DONE;
    }
}
