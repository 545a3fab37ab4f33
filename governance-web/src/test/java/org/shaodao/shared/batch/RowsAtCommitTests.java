package org.shaodao.shared.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Statements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTests
class RowsAtCommitTests {

    private static final String ROW = "insert into desk_change (case_id, actor_id, at) values (?, ?, ?)";

    @Autowired
    RowsAtCommit rows;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private TransactionTemplate transaction;
    private TransactionTemplate another;
    private final UUID mark = UUID.randomUUID();

    @BeforeEach
    void begin() {
        transaction = new TransactionTemplate(transactions);
        another = new TransactionTemplate(transactions);
        another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, RowsAtCommit.MOST_IN_ONE, RowsAtCommit.MOST_IN_ONE + 1, 200})
    void rowsOfATransactionAreSentTogetherAtItsEnd(int count) throws Exception {
        List<String> sent = Statements.of(() -> transaction.executeWithoutResult(begun -> {
            for (int i = 0; i < count; i++) {
                add();
            }
            assertThat(found()).isZero();
        }));
        assertThat(found()).isEqualTo(count);
        assertThat(sent).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void differentStatementsKeepTheirOrderAndTheirValues() {
        transaction.executeWithoutResult(begun -> {
            add();
            rows.add("update desk_change set at = ? where case_id = ?", at("2026-03-01T00:00:00Z"), mark);
            add();
            rows.add("delete from desk_change where case_id = ? and at > ?", mark, at("2026-03-01T00:00:00Z"));
        });
        assertThat(found()).isOne();
    }

    @Test
    void theLastRowOfAKeyStandsForAll() {
        transaction.executeWithoutResult(begun -> {
            for (int i = 0; i < 2 * RowsAtCommit.MOST_IN_ONE; i++) {
                rows.put(ROW, "same", mark, null, at("2026-03-02T00:00:00Z"));
                rows.put(ROW, i % 2, mark, null, at("2026-03-02T00:00:00Z"));
            }
        });
        assertThat(found()).isEqualTo(3);
    }

    @Test
    void whoReadsThemInTheSameTransactionSendsThemBefore() {
        transaction.executeWithoutResult(begun -> {
            add();
            rows.send();
            assertThat(found()).isOne();
            add();
        });
        assertThat(found()).isEqualTo(2);
    }

    @Test
    void whatIsRolledBackWasNeverSent() {
        transaction.executeWithoutResult(begun -> {
            add();
            begun.setRollbackOnly();
        });
        assertThat(found()).isZero();
        transaction.executeWithoutResult(begun -> {});
        assertThat(found()).isZero();
    }

    @Test
    void anotherTransactionWithinSendsItsOwnOnly() {
        transaction.executeWithoutResult(begun -> {
            add();
            another.executeWithoutResult(inner -> add());
            assertThat(found()).isOne();
            begun.setRollbackOnly();
        });
        assertThat(found()).isOne();
    }

    @Test
    void aRowThatCannotBeWrittenUndoesTheVerb() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(begun -> {
                    jdbc.sql(ROW).params(mark, null, at("2026-03-02T00:00:00Z")).update();
                    rows.add(ROW, null, null, null);
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(found()).isZero();
    }

    @Test
    void aRowAddedWhileTheTransactionEndsIsWritten() {
        transaction.executeWithoutResult(begun -> {
            add();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    add();
                }
            });
        });
        assertThat(found()).isEqualTo(2);
    }

    @Test
    void outsideATransactionARowIsWrittenAtOnce() {
        add();
        assertThat(found()).isOne();
    }

    private void add() {
        rows.add(ROW, mark, null, at("2026-03-02T00:00:00Z"));
    }

    private int found() {
        return jdbc.sql("select count(*) from desk_change where case_id = ?")
                .param(mark)
                .query(Integer.class)
                .single();
    }

    private static Object at(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }
}
