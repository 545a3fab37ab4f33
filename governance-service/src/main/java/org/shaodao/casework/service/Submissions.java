package org.shaodao.casework.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.Conflict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers what was submitted under a client-made id (rulings 16): the same again gives the same answer, anything else
 * under that id, also from another account, the same bare conflict.
 */
@Component
@RequiredArgsConstructor
class Submissions {

    private record Known(UUID accountId, byte[] requestHash) {}

    private final JdbcClient jdbc;

    /** True the first time, false for the same request again; throws {@link Conflict} for anything else. */
    boolean first(CaseId id, AccountId account, ReportCase request, @Nullable String result, Instant at) {
        byte[] hash = hash(request, result);
        int inserted = jdbc.sql("""
                        insert into submission (id, account_id, request_hash, case_id, at)
                        values (:id, :account, :hash, :id, :at) on conflict do nothing
                        """)
                .param("id", id.value())
                .param("account", account.value())
                .param("hash", hash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        if (inserted == 1) {
            return true;
        }
        Known known = jdbc.sql("select account_id, request_hash from submission where id = ?")
                .param(id.value())
                .query(Known.class)
                .single();
        if (known.accountId().equals(account.value()) && Arrays.equals(known.requestHash(), hash)) {
            return false;
        }
        throw new Conflict(null, null, null);
    }

    private static byte[] hash(ReportCase r, @Nullable String result) {
        String text = String.join(
                "\u001f",
                r.source().name(),
                String.valueOf(r.category()),
                String.valueOf(r.title()),
                r.description(),
                String.valueOf(r.address()),
                String.valueOf(r.urgent()),
                String.valueOf(r.confidential()),
                r.place().toString(),
                String.valueOf(r.requesterName()),
                String.valueOf(r.requesterPhone()),
                String.valueOf(result));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
