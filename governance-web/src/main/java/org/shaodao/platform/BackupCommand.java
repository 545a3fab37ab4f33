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

/** Takes a backup while the server goes on serving. */
@Component
@RequiredArgsConstructor
@Command(
        name = "backup",
        description = {
            "Write all rows to one file, as they were at one instant; the server may go on serving.",
            "Keep the key file of sealed phone numbers as well, and in another place: it is not in the backup."
        })
class BackupCommand implements PlatformCommand {

    private final Flyway flyway;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file to write, for example b.zip")
    private Path file;

    @Option(names = "--force", description = "Replace the file if it exists")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        if (Files.exists(file) && !force) {
            System.err.println(file + " exists; choose another name or add --force");
            return ExitCode.UNUSABLE;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            System.err.println("There is no folder " + folder);
            return ExitCode.UNUSABLE;
        }
        Backup.Manifest manifest = new Backup(flyway.getConfiguration().getDataSource()).write(file);
        System.out.printf(
                "%s: %,d rows of %d tables, schema version %s, %,d bytes%n",
                file, manifest.rows(), manifest.tables().size(), manifest.schemaVersion(), Files.size(file));
        return ExitCode.DONE;
    }
}
