package org.shaodao.identity.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AccountId;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions of one account, for its owner to see and to end. */
@Component
@RequiredArgsConstructor
class SessionList {

    /** Session attribute: browser and system. */
    static final String DEVICE = "device";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    /** One session; {@code handle} names it in a form without telling its id. */
    record Row(String handle, String device, Instant began, Instant lastUsed, boolean current) {}

    List<Row> of(AccountId account, String currentId) {
        return sessions.findByPrincipalName(account.toString()).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> new Row(
                        handle(session.getId()),
                        device(session),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getId().equals(currentId)))
                .sorted(Comparator.comparing(Row::lastUsed).reversed())
                .toList();
    }

    /** Ends one of the account's sessions; an unknown handle does nothing. */
    void end(AccountId account, String handle) {
        sessions.findByPrincipalName(account.toString()).keySet().stream()
                .filter(id -> handle(id).equals(handle))
                .forEach(sessions::deleteById);
    }

    /** Ends all of the account's sessions except one. */
    void endOthers(AccountId account, String currentId) {
        sessions.findByPrincipalName(account.toString()).keySet().stream()
                .filter(id -> !id.equals(currentId))
                .forEach(sessions::deleteById);
    }

    private static String device(Session session) {
        Object device = session.getAttribute(DEVICE);
        return device instanceof String text ? text : "?";
    }

    private static String handle(String id) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(id.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return java.util.HexFormat.of().formatHex(hash, 0, 16);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
