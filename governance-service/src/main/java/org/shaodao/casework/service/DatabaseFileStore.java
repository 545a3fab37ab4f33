package org.shaodao.casework.service;

import java.sql.Types;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseFileId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Content in {@code bytea}, written in the transaction of the verb: no orphan after a crash or a full disk. */
@Component
@RequiredArgsConstructor
class DatabaseFileStore implements FileStore {

    private final JdbcClient jdbc;

    @Override
    public void put(CaseFileId id, byte[] content, byte @Nullable [] thumbnail) {
        jdbc.sql("insert into case_file_content (file_id, content, thumbnail) values (:id, :content, :thumbnail)")
                .param("id", id.value())
                .param("content", content)
                .param("thumbnail", thumbnail, Types.BINARY)
                .update();
    }

    @Override
    public Optional<byte[]> content(CaseFileId id) {
        return read("select content from case_file_content where file_id = ?", id);
    }

    @Override
    public Optional<byte[]> thumbnail(CaseFileId id) {
        return read("select thumbnail from case_file_content where file_id = ? and thumbnail is not null", id);
    }

    @Override
    public void remove(CaseFileId id) {
        jdbc.sql("delete from case_file_content where file_id = ?")
                .param(id.value())
                .update();
    }

    private Optional<byte[]> read(String sql, CaseFileId id) {
        return jdbc.sql(sql).param(id.value()).query(byte[].class).optional();
    }
}
