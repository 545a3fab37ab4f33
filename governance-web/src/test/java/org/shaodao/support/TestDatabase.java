package org.shaodao.support;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.shaodao.platform.EmbeddedDatabase;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A fresh database on the one server of this JVM: embedded, or a container with
 * {@code -Dshaodao.test.database=docker}. Asking for Docker where none answers fails.
 */
public record TestDatabase(String url, String owner, String ownerPassword, String app, String appPassword) {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String DOCKER_PASSWORD = "only-for-tests";

    /** Makes an empty database with its two roles. */
    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection superuser = Server.INSTANCE.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("create database " + name + " owner " + EmbeddedDatabase.OWNER);
        } catch (SQLException failure) {
            throw new IllegalStateException("Could not make a test database", failure);
        }
        return Server.INSTANCE.database(name);
    }

    public Connection connectAsApp() throws SQLException {
        return DriverManager.getConnection(url, app, appPassword);
    }

    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(url, owner, ownerPassword);
    }

    private interface Server {

        Server INSTANCE = start();

        Connection superuser() throws SQLException;

        TestDatabase database(String name);

        private static Server start() {
            String kind = System.getProperty("shaodao.test.database", "embedded");
            Server server = switch (kind) {
                case "embedded" -> Embedded.start();
                case "docker" -> Docker.start();
                default ->
                    throw new IllegalArgumentException("shaodao.test.database is embedded or docker, not " + kind);
            };
            try (Connection connection = server.superuser();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show server_version")) {
                row.next();
                System.out.println("Test database: " + kind + ", PostgreSQL " + row.getString(1));
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            return server;
        }
    }

    private record Embedded(EmbeddedDatabase database) implements Server {

        static Server start() {
            Path folder = Path.of("target", "test-postgres").toAbsolutePath();
            System.setProperty(
                    "shaodao.postgres.binaries", folder.resolve("binaries").toString());
            Path own = folder.resolve("data-" + ProcessHandle.current().pid());
            EmbeddedDatabase database = EmbeddedDatabase.open(own, false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                database.close();
                delete(own);
            }));
            return new Embedded(database);
        }

        @Override
        public Connection superuser() throws SQLException {
            return database.superuser("postgres");
        }

        @Override
        public TestDatabase database(String name) {
            return new TestDatabase(
                    database.url(name),
                    EmbeddedDatabase.OWNER,
                    database.ownerPassword(),
                    EmbeddedDatabase.APP,
                    database.appPassword());
        }

        private static void delete(Path folder) {
            try {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException left) {
                System.err.println("Left behind: " + folder);
            }
        }
    }

    private record Docker(PostgreSQLContainer container) implements Server {

        static Server start() {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                throw new IllegalStateException("shaodao.test.database=docker, but no Docker engine answers");
            }
            String image = System.getProperty("shaodao.test.postgres-image", "postgres:17");
            PostgreSQLContainer container = new PostgreSQLContainer(
                            DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=100");
            container.start();
            Docker server = new Docker(container);
            try (Connection connection = server.superuser();
                    Statement statement = connection.createStatement()) {
                for (String role : new String[] {EmbeddedDatabase.OWNER, EmbeddedDatabase.APP}) {
                    statement.execute("create role " + role + " login password '" + DOCKER_PASSWORD + "'");
                }
            } catch (SQLException failure) {
                throw new IllegalStateException("Could not make the roles of the test database", failure);
            }
            return server;
        }

        @Override
        public Connection superuser() throws SQLException {
            return DriverManager.getConnection(
                    container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        @Override
        public TestDatabase database(String name) {
            String url = "jdbc:postgresql://" + container.getHost() + ":"
                    + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + name;
            return new TestDatabase(
                    url, EmbeddedDatabase.OWNER, DOCKER_PASSWORD, EmbeddedDatabase.APP, DOCKER_PASSWORD);
        }
    }
}
