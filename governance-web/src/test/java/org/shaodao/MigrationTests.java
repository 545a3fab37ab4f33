package org.shaodao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;

/** The context starting at all proves {@code ddl-auto=validate}: every entity finds its table and columns. */
@FlowTests
class MigrationTests {

    @Autowired
    Flyway flyway;

    @Autowired
    TestDatabase database;

    @Autowired
    DataSource dataSource;

    @Test
    void allMigrationsRanFromEmptyAndAreValid() {
        // The grants are repeated at every start, so only versioned migrations can be pending for real.
        assertThat(flyway.info().pending()).allMatch(migration -> migration.getVersion() == null);
        assertThat(flyway.info().applied()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(flyway.info().applied())
                .noneMatch(migration -> migration.getState().isFailed());
    }

    @Test
    void pagesUseTheAppRoleAndMigrationsTheOwner() throws SQLException {
        try (Connection page = dataSource.getConnection()) {
            assertThat(page.getMetaData().getUserName()).isEqualTo(database.app());
        }
        try (Connection owner = flyway.getConfiguration().getDataSource().getConnection()) {
            assertThat(owner.getMetaData().getUserName()).isEqualTo(database.owner());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set action = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update case_event set at = at",
                "delete from case_event",
                "update organisation_change set change = change",
                "delete from organisation_change",
                "drop table case_event",
                "alter table audit_entry disable trigger all",
                "create table intruder (id int)",
                "delete from flyway_schema_history"
            })
    void theAppRoleCannotRewriteHistoryOrChangeTables(String sql) throws SQLException {
        try (Connection app = database.connectAsApp();
                Statement statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit_entry", "case_event", "organisation_change"})
    void evenTheOwnerIsRefusedByTheTrigger(String table) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            try (var row = statement.executeQuery("select count(*) from pg_trigger where tgrelid = '" + table
                    + "'::regclass and tgname like '%append_only' and not tgisinternal")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
        }
    }
}
