package org.shaodao.identity.web;

import java.util.Map;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Leaves a session as it is while the request is quiet: a page that asks by itself whether something is new must not
 * keep its reader signed in (rulings 27).
 */
class QuietSessions<S extends Session> implements FindByIndexNameSessionRepository<S> {

    private final FindByIndexNameSessionRepository<S> sessions;

    QuietSessions(FindByIndexNameSessionRepository<S> sessions) {
        this.sessions = sessions;
    }

    static <S extends Session> QuietSessions<S> around(FindByIndexNameSessionRepository<S> sessions) {
        return new QuietSessions<>(sessions);
    }

    @Override
    public S createSession() {
        return sessions.createSession();
    }

    @Override
    public void save(S session) {
        if (!QuietRequests.isQuiet()) {
            sessions.save(session);
        }
    }

    @Override
    @org.jspecify.annotations.Nullable
    public S findById(String id) {
        return sessions.findById(id);
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    @Override
    public Map<String, S> findByIndexNameAndIndexValue(String name, String value) {
        return sessions.findByIndexNameAndIndexValue(name, value);
    }
}
