package org.shaodao.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedDatabaseTests {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    @BeforeAll
    static void shareTheUnpackedServer() {
        System.setProperty(
                "shaodao.postgres.binaries",
                Path.of("target", "test-postgres", "binaries").toAbsolutePath().toString());
    }

    @Test
    @Order(1)
    void startsDurableOnLoopbackWithPasswordsAndAChineseSafeLocale() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
            assertThat(shown(database, "fsync")).isEqualTo("on");
            assertThat(shown(database, "synchronous_commit")).isEqualTo("on");
            assertThat(shown(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(shown(database, "unix_socket_directories")).isEmpty();
            assertThat(query(database, "select datlocale from pg_database where datname = 'shaodao'"))
                    .isEqualTo("C.UTF-8");
            assertThat(query(database, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThat(
                            query(
                                    database,
                                    "select string_agg(rolname, ',' order by rolname) from pg_roles"
                                            + " where rolname like 'shaodao%' and not (rolsuper or rolcreaterole or rolcreatedb)"))
                    .isEqualTo("shaodao_app,shaodao_owner");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("database.properties"))))
                    .isEqualTo("rw-------");
            run(database, "create table kept (word text)");
            run(database, "insert into kept values ('先写下的')");
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @Order(2)
    void keepsItsDataOverARestartAndRefusesASecondOwner() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
            assertThat(query(database, "select word from kept")).isEqualTo("先写下的");
            assertThatThrownBy(() -> EmbeddedDatabase.open(folder)).isInstanceOf(FolderInUse.class);

            try (EmbeddedDatabase guest = EmbeddedDatabase.openOrAttach(folder)) {
                assertThat(guest.owned()).isFalse();
                assertThat(guest.url()).isEqualTo(database.url());
            }
            assertThat(query(database, "select word from kept"))
                    .as("a guest that leaves does not stop the server")
                    .isEqualTo("先写下的");
        }
    }

    @Test
    @Order(3)
    void startsTheServerAgainWhenItIsKilled() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
            kill(postmaster());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(query(database, "select word from kept")).isEqualTo("先写下的"));
        }
    }

    @Test
    @Order(4)
    void takesOverTheServerOfAKilledProcess() throws Exception {
        long orphan = leaveAnOrphan();

        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
            assertThat(postmaster()).isEqualTo(orphan);
            assertThat(query(database, "select word from kept")).isEqualTo("先写下的");
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @Order(5)
    void startsAfterBothProcessAndServerWereKilled() throws Exception {
        kill(leaveAnOrphan());
        assertThat(folder.resolve("postgres/postmaster.pid"))
                .as("a stale pid file")
                .exists();

        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
            assertThat(query(database, "select word from kept")).isEqualTo("先写下的");
        }
    }

    @Test
    @Order(6)
    void makesAnInterruptedFirstStartAnew(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path other) throws Exception {
        Files.createDirectories(other.resolve("postgres/base"));
        Files.writeString(other.resolve("postgres/PG_VERSION"), "18");

        try (EmbeddedDatabase database = EmbeddedDatabase.open(other)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    /** A process that opens the folder and is killed hard; answers the pid of the server it leaves. */
    private static long leaveAnOrphan() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dshaodao.postgres.binaries=" + System.getProperty("shaodao.postgres.binaries"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader()) {
            String line;
            while ((line = out.readLine()) != null && !line.equals("open")) {
                // log lines
            }
            assertThat(line).isEqualTo("open");
            process.destroyForcibly().waitFor();
        }
        return postmaster();
    }

    private static long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static void kill(long pid) throws InterruptedException {
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
        handle.destroyForcibly();
        Awaitility.await().until(() -> !handle.isAlive());
    }

    private static String shown(EmbeddedDatabase database, String setting) throws SQLException {
        return query(database, "show " + setting);
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.superuser(EmbeddedDatabase.DATABASE);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.superuser(EmbeddedDatabase.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The process that gets killed. */
    static final class Holder {
        public static void main(String[] args) throws InterruptedException {
            EmbeddedDatabase.open(Path.of(args[0]));
            System.out.println("open");
            Thread.sleep(60_000);
        }
    }
}
