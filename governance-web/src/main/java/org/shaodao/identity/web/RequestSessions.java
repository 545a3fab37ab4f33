package org.shaodao.identity.web;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * The sessions as one request sees them: read once, although the session filter asks again when it has answered; left as
 * they are while the request is quiet, for a page that asks by itself whether something is new must not keep its reader
 * signed in (rulings 27); and not asked again once they failed, so that the page that says so can be drawn.
 */
class RequestSessions<S extends Session> implements FindByIndexNameSessionRepository<S> {

    private final FindByIndexNameSessionRepository<S> sessions;

    RequestSessions(FindByIndexNameSessionRepository<S> sessions) {
        this.sessions = sessions;
    }

    static <S extends Session> RequestSessions<S> around(FindByIndexNameSessionRepository<S> sessions) {
        return new RequestSessions<>(sessions);
    }

    @Override
    public S createSession() {
        return sessions.createSession();
    }

    @Override
    public void save(S session) {
        RequestSession request = RequestSession.current();
        if (request == null) {
            sessions.save(session);
        } else if (!request.isQuiet() && !request.isLost()) {
            asked(request, () -> {
                sessions.save(session);
                return session;
            });
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable S findById(String id) {
        RequestSession request = RequestSession.current();
        if (request == null) {
            return sessions.findById(id);
        }
        S known = (S) request.find(id);
        if (known == null && !request.isLost()) {
            known = asked(request, () -> sessions.findById(id));
            request.keep(id, known);
        }
        return known;
    }

    private <T> @Nullable T asked(RequestSession request, Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            request.lose();
            throw failure;
        }
    }

    @Override
    public void deleteById(String id) {
        RequestSession request = RequestSession.current();
        if (request != null) {
            request.forget();
        }
        sessions.deleteById(id);
    }

    @Override
    public Map<String, S> findByIndexNameAndIndexValue(String name, String value) {
        return sessions.findByIndexNameAndIndexValue(name, value);
    }
}
