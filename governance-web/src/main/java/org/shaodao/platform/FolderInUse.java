package org.shaodao.platform;

import java.io.Serial;
import java.nio.file.Path;

/** Another process runs on the data folder. */
final class FolderInUse extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    FolderInUse(Path folder) {
        super("Another process already runs on the data folder " + folder);
    }
}
