package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.DraftHousekeeping;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.identity.service.SignInHousekeeping;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is cleared away at night (lifecycle T1), and what never is. */
@FlowTests
class HousekeepingTests {

    @Autowired
    CaseReporting reporting;

    @Autowired
    DraftHousekeeping drafts;

    @Autowired
    SignInHousekeeping attempts;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    World world;
    Actor clerk;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
    }

    @Test
    void draftsOfThirtyDaysAreDeletedWithTheirRowsAndWhoeverKeptThemIsTold() {
        CaseId old = reporting.saveDraft(clerk, matter());
        CaseId reported = reporting.report(clerk, matter());
        clock.advance(Duration.ofDays(1));
        CaseId young = reporting.saveDraft(clerk, matter());
        clock.advance(Duration.ofDays(29));
        drafts.discard();
        assertThat(there(old)).as("thirty days to the minute").isTrue();
        clock.advance(Duration.ofMinutes(1));

        drafts.discard();

        assertThat(there(old)).isFalse();
        assertThat(there(young)).isTrue();
        assertThat(there(reported)).isTrue();
        assertThat(jdbc.sql("select count(*) from case_event where case_id = ?")
                        .param(old.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(actions(old)).containsExactly("casework.event.SAVE_DRAFT", "casework.event.DISCARD_DRAFT");
    }

    @Test
    void aTimelineCannotBeDeletedOtherwise() {
        CaseId draft = reporting.saveDraft(clerk, matter());

        assertThatThrownBy(() -> jdbc.sql("delete from case_event where case_id = ?")
                        .param(draft.value())
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void oldSignInAttemptsAreForgotten() {
        byte[] login = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int days : List.of(91, 89)) {
            jdbc.sql("insert into sign_in_attempt (login_hash, source, at, succeeded) values (?, 'x', ?, false)")
                    .params(login, java.sql.Timestamp.from(clock.instant().minus(Duration.ofDays(days))))
                    .update();
        }

        attempts.forget();

        assertThat(jdbc.sql("select count(*) from sign_in_attempt where login_hash = ?")
                        .param(login)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private boolean there(CaseId id) {
        return jdbc.sql("select exists (select 1 from governance_case where id = ?)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    private List<String> actions(CaseId id) {
        return jdbc.sql("select action from audit_entry where subject_id = ? order by id")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private ReportCase matter() {
        return new ReportCase(
                CaseId.next(),
                CaseSource.PHONE,
                null,
                null,
                null,
                "楼道堆放杂物堵塞通道",
                null,
                false,
                false,
                world.area("grid1.1.1"),
                null,
                null,
                null);
    }
}
