package org.shaodao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.audit.service.AuditFilter;
import org.shaodao.audit.service.AuditReading;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Recorded;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTests
class AuditFlowTests {

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private AuditReading audit;

    @Autowired
    private Clock clock;

    @Test
    void writesARowInTheTransactionOfTheChange() {
        UUID subject = Ids.next();
        transactions.executeWithoutResult(status -> {
            events.publishEvent(event(subject, "casework.event.accepted"));
            status.setRollbackOnly();
        });
        assertThat(rows(subject)).isZero();

        transactions.executeWithoutResult(status -> events.publishEvent(event(subject, "casework.event.accepted")));
        assertThat(rows(subject)).isOne();
    }

    @Test
    void aChangeThatCannotBeWrittenDownDoesNotHappen() {
        UUID person = Ids.next();

        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    jdbc.sql("insert into person (id, name, version) values (?, 'x', 0)")
                            .param(person)
                            .update();
                    events.publishEvent(event(Ids.next(), null));
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(jdbc.sql("select count(*) from person where id = ?")
                        .param(person)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set action = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "alter table audit_entry disable trigger all",
                "drop table audit_entry",
                "drop trigger audit_entry_append_only on audit_entry"
            })
    void theApplicationCanNeitherChangeNorRemoveRows(String attack) throws SQLException {
        transactions.executeWithoutResult(status -> events.publishEvent(event(Ids.next(), "casework.event.accepted")));

        try (Connection connection = database.connectAsApp();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attack))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_entry set action = 'x'", "delete from audit_entry"})
    void theOwnerOfTheTablesRunsIntoTheTrigger(String attack) throws SQLException {
        transactions.executeWithoutResult(status -> events.publishEvent(event(Ids.next(), "casework.event.accepted")));

        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attack)).hasMessageContaining("append-only");
        }
    }

    @Test
    void findsRowsByDayActionAndSubjectAndWritesTheReadingDown() {
        UUID subject = Ids.next();
        transactions.executeWithoutResult(status -> events.publishEvent(event(subject, "casework.event.accepted")));
        Actor auditor = actor(Role.AUDIT_ADMINISTRATOR);

        var found = audit.page(
                new AuditFilter(null, null, null, "casework.event.accepted", subject.toString()), null, auditor);

        assertThat(found.rows()).singleElement().satisfies(row -> {
            assertThat(row.subject()).isEqualTo(subject);
            assertThat(row.fields()).isEqualTo("status");
        });
        assertThat(audit.page(new AuditFilter(null, null, null, "audit.event.read", subject.toString()), null, auditor)
                        .rows())
                .isEmpty();
        assertThat(jdbc.sql(
                                "select fields from audit_entry where account_id = ? and action = 'audit.event.read' order by id limit 1")
                        .param(auditor.account().value())
                        .query(String.class)
                        .single())
                .isEqualTo("action,subject");
        assertThat(audit.actions(auditor))
                .contains("casework.event.accepted")
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void walksThroughManyRowsWithoutLosingOrRepeatingOne() {
        UUID subject = Ids.next();
        transactions.executeWithoutResult(status -> {
            for (int i = 0; i < 120; i++) {
                events.publishEvent(event(subject, "casework.event.accepted"));
            }
        });
        Actor auditor = actor(Role.AUDIT_ADMINISTRATOR);
        AuditFilter filter = new AuditFilter(null, null, null, null, subject.toString());
        List<Long> seen = new ArrayList<>();
        String after = null;
        do {
            var slice = audit.page(filter, after, auditor);
            slice.rows().forEach(row -> seen.add(row.id()));
            after = slice.next();
        } while (after != null);

        List<Long> exported = new ArrayList<>();
        audit.export(filter, auditor, row -> exported.add(row.id()));

        assertThat(seen).hasSize(120).doesNotHaveDuplicates().isEqualTo(exported);
    }

    @Test
    void nobodyElseReads() {
        for (Role role : Role.values()) {
            if (role != Role.AUDIT_ADMINISTRATOR) {
                assertThatThrownBy(() -> audit.page(new AuditFilter(null, null, null, null, null), null, actor(role)))
                        .as(role.name())
                        .isInstanceOf(Forbidden.class);
            }
        }
    }

    private Recorded event(UUID subject, String key) {
        return new Recorded("case", subject, null, null, null, clock.instant(), key, List.of("status"), null);
    }

    private int rows(UUID subject) {
        return jdbc.sql("select count(*) from audit_entry where subject_id = ?")
                .param(subject)
                .query(Integer.class)
                .single();
    }

    private static Actor actor(Role role) {
        return new Actor(AccountId.next(), "x", List.of(new PostGrant(role, null, null, null, "x")));
    }
}
