package org.shaodao.casework.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseStatus;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The light shown on a row and the condition a list of that light is asked by say the same. */
@FlowTests
class LightTests {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    @Autowired
    JdbcClient jdbc;

    @Test
    void eachCaseStandsInTheListOfItsLightAndInNoOther() {
        Random random = new Random(20260302);
        for (int i = 0; i < 300; i++) {
            CaseStatus status = CaseStatus.values()[random.nextInt(CaseStatus.values().length)];
            boolean timed = random.nextInt(5) > 0;
            boolean warns = timed && random.nextInt(5) > 0;
            Instant due = NOW.plusSeconds(random.nextInt(7) - 3L);
            Instant yellow = due.minusSeconds(random.nextInt(4));
            Instant closed = random.nextInt(4) == 0 ? NOW : null;
            int found = 0;
            for (Light light : Light.values()) {
                String shown = jdbc.sql("select " + Light.SQL + " from (select cast(:status as text) as status,"
                                + " cast(:due as timestamptz) as clock_due_at, cast(:yellow as timestamptz) as"
                                + " clock_yellow_at, cast(:closed as timestamptz) as closed_at) c where "
                                + light.condition())
                        .param("status", status.name())
                        .param("due", timed ? due.atOffset(ZoneOffset.UTC) : null)
                        .param("yellow", warns ? yellow.atOffset(ZoneOffset.UTC) : null)
                        .param("closed", closed == null ? null : closed.atOffset(ZoneOffset.UTC))
                        .param("now", NOW.atOffset(ZoneOffset.UTC))
                        .query(String.class)
                        .optional()
                        .orElse(null);
                assertThat(shown).isIn(null, light.name());
                found += shown == null ? 0 : 1;
            }
            assertThat(found).as("%s %s %s %s", status, due, yellow, closed).isOne();
        }
    }

    @Test
    void aClockThatWarnsHasADueTime() {
        assertThat(jdbc.sql("select pg_get_constraintdef(oid) from pg_constraint"
                                + " where conname = 'governance_case_clock_whole' and convalidated")
                        .query(String.class)
                        .single())
                .contains("clock_yellow_at IS NULL")
                .contains("clock_due_at IS NOT NULL");
    }
}
