package org.shaodao.casework.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseFileId;

/** Where the content of files lies (rulings 31): in the database today, so that it lives and dies with its row. */
interface FileStore {

    void put(CaseFileId id, byte[] content, byte @Nullable [] thumbnail);

    Optional<byte[]> content(CaseFileId id);

    Optional<byte[]> thumbnail(CaseFileId id);

    void remove(CaseFileId id);
}
