package org.shaodao.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import lombok.RequiredArgsConstructor;
import org.flywaydb.core.Flyway;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a backup into an empty database. */
@Component
@RequiredArgsConstructor
@Command(
        name = RestoreCommand.NAME,
        description = {
            "Put a backup into an empty database of the same schema version; all of it or nothing.",
            "For the embedded database name a new folder: --shaodao.data=FOLDER, and copy the key file into it."
        })
class RestoreCommand implements PlatformCommand {

    static final String NAME = "restore";

    private final Flyway flyway;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The file that backup wrote")
    private Path file;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            System.err.println("No such file: " + file);
            return ExitCode.UNUSABLE;
        }
        try {
            Backup.Manifest manifest = new Backup(flyway.getConfiguration().getDataSource()).restore(file);
            System.out.printf(
                    "%,d rows of %d tables are back, as of %s%n",
                    manifest.rows(), manifest.tables().size(), manifest.madeAt());
            return ExitCode.DONE;
        } catch (Backup.Unusable unusable) {
            System.err.println(unusable.getMessage());
            return ExitCode.UNUSABLE;
        }
    }
}
