package org.shaodao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

@FlowTests
class SimultaneousAnswersTests {

    @Autowired
    SessionRepository<? extends Session> sessions;

    @Test
    void aDoubleTapKeepsBothAnswersOfOneSession() {
        assertThat(lastOfTwo(sessions)).isEqualTo("second");
    }

    private static <S extends Session> String lastOfTwo(SessionRepository<S> sessions) {
        S made = sessions.createSession();
        sessions.save(made);
        S first = sessions.findById(made.getId());
        S second = sessions.findById(made.getId());
        first.setAttribute("notice", "first");
        second.setAttribute("notice", "second");

        sessions.save(first);
        sessions.save(second);

        return sessions.findById(made.getId()).getRequiredAttribute("notice");
    }
}
