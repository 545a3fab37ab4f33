package org.shaodao.organisation.service;

import java.util.UUID;
import java.util.function.IntConsumer;

/** An import whose file has been read and whose run is noted, ready to be taken. */
public interface PreparedImport {

    /** The run. */
    UUID run();

    /** Takes it; all rows or none. */
    ImportOutcome take(IntConsumer progress);
}
