package org.shaodao.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaodao.support.TestDatabase;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class BackupTests {

    @TempDir
    Path folder;

    @Test
    void everyRowComesBackAsItWas() throws Exception {
        TestDatabase first = migrated();
        fill(first);
        Path file = folder.resolve("b.zip");

        Backup.Manifest written = new Backup(owner(first)).write(file);

        assertThat(written.rows()).isGreaterThan(100);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        TestDatabase second = migrated();
        Backup.Manifest restored = new Backup(owner(second)).restore(file);

        assertThat(restored).isEqualTo(written);
        assertThat(contents(second)).isEqualTo(contents(first));
        assertThat(value(second, "select last_value from case_number_seq")).isEqualTo("41");
        assertThat(value(second, "select next from (select nextval('case_number_seq') as next) n"))
                .isEqualTo("42");
        run(second, "insert into audit_entry (at, action, subject_type) values (now(), 'x', 'y')");
        assertThat(value(second, "select count(distinct id) = count(*) from audit_entry"))
                .isEqualTo("t");
    }

    @Test
    void aDatabaseInUseIsNotOverwritten() throws Exception {
        TestDatabase first = migrated();
        fill(first);
        Path file = folder.resolve("b.zip");
        new Backup(owner(first)).write(file);
        Map<String, String> before = contents(first);

        assertThatThrownBy(() -> new Backup(owner(first)).restore(file))
                .isInstanceOf(Backup.Unusable.class)
                .hasMessageContaining("not empty");

        assertThat(contents(first)).isEqualTo(before);
    }

    @Test
    void anotherSchemaVersionIsRefused() throws Exception {
        TestDatabase first = migrated();
        Path file = folder.resolve("b.zip");
        new Backup(owner(first)).write(file);
        TestDatabase second = migrated();
        run(
                second,
                "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'x', 1, true)");

        assertThatThrownBy(() -> new Backup(owner(second)).restore(file))
                .isInstanceOf(Backup.Unusable.class)
                .hasMessageContaining("9999");
    }

    @Test
    void aDamagedFileChangesNothing() throws Exception {
        TestDatabase first = migrated();
        fill(first);
        Path file = folder.resolve("b.zip");
        new Backup(owner(first)).write(file);
        try (var zip = FileSystems.newFileSystem(file)) {
            Path rows = zip.getPath("tables", "person.copy");
            Files.writeString(rows, Files.readString(rows).replace("张三", "李四"));
        }
        TestDatabase second = migrated();
        Map<String, String> before = contents(second);

        assertThatThrownBy(() -> new Backup(owner(second)).restore(file))
                .isInstanceOf(Backup.Unusable.class)
                .hasMessageContaining("person");
        assertThat(contents(second)).isEqualTo(before);

        Path nonsense = Files.writeString(folder.resolve("n.zip"), "not a zip");
        assertThatThrownBy(() -> new Backup(owner(second)).restore(nonsense)).isInstanceOf(Backup.Unusable.class);
        assertThat(contents(second)).isEqualTo(before);
    }

    private static TestDatabase migrated() {
        TestDatabase database = TestDatabase.fresh();
        Flyway.configure()
                .dataSource(owner(database))
                .locations("classpath:db/migration")
                .placeholders(Map.of("appRole", database.app()))
                .load()
                .migrate();
        return database;
    }

    private static DriverManagerDataSource owner(TestDatabase database) {
        return new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword());
    }

    /** Rows that are hard to carry: line ends, tabs, backslashes, NULL beside empty, bytes, rows referring to rows. */
    private static void fill(TestDatabase database) throws SQLException {
        UUID parent = UUID.randomUUID();
        run(
                database,
                "insert into area (id, level, code, name, valid_from, version) values ('" + parent
                        + "', 'DISTRICT', '620302', '示例区', date '2026-01-01', 0)");
        run(
                database,
                "insert into area (id, parent_id, level, code, name, document_no, valid_from, version)"
                        + " select gen_random_uuid(), '" + parent + "', 'STREET', '6203020' || n,"
                        + " E'第' || n || E'街道\\t\\\\ \\n😀', case when n % 2 = 0 then '' end, date '2026-01-01', 0"
                        + " from generate_series(1, 100) n");
        run(
                database,
                "insert into person (id, name, phone_sealed, version)"
                        + " values (gen_random_uuid(), '张三', '\\x000d0a5c2e00ff', 0)");
        run(database, "insert into audit_entry (at, action, subject_type) values (now(), 'a', 'b'), (now(), 'c', 'd')");
        run(database, "select setval('case_number_seq', 41)");
        run(database, "insert into spring_session values ('p', 's', 1, 1, 1, 1, 'worker1')");
    }

    /** Each table's rows, folded into one hash. */
    private static Map<String, String> contents(TestDatabase database) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select relname from pg_class where relkind = 'r'"
                    + " and relnamespace = current_schema()::regnamespace"
                    + " and relname not in ('flyway_schema_history', 'spring_session', 'spring_session_attributes')")) {
                while (row.next()) {
                    contents.put(row.getString(1), "");
                }
            }
            for (String table : contents.keySet()) {
                try (var row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                + table + " t")) {
                    row.next();
                    contents.put(table, row.getString(1));
                }
            }
        }
        return contents;
    }

    private static String value(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
