package org.shaodao.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server run by this process in a folder of its own, on the loopback address, with passwords.
 * <p>The folder belongs to one process at a time. A server left over from a killed process is taken over; one that
 * another process runs is used by {@link #openOrAttach} and never stopped.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String DATABASE = "shaodao";
    public static final String OWNER = "shaodao_owner";
    public static final String APP = "shaodao_app";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String SUPERUSER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final boolean durable;
    private final Properties settings;
    private @Nullable FileChannel lockChannel;
    private @Nullable EmbeddedPostgres server;
    private @Nullable ScheduledExecutorService watch;

    private EmbeddedDatabase(Path folder, boolean durable) {
        this.folder = folder;
        this.durable = durable;
        this.settings = new Properties();
    }

    /** Starts the server of this folder, or takes over one left by a killed process. Refuses a folder in use. */
    public static EmbeddedDatabase open(Path folder) {
        return open(folder, true);
    }

    /** As {@link #open(Path)}; without durability for throw-away folders of tests. */
    public static EmbeddedDatabase open(Path folder, boolean durable) {
        EmbeddedDatabase database = new EmbeddedDatabase(folder.toAbsolutePath().normalize(), durable);
        database.own();
        return database;
    }

    /** Uses the server already running on this folder and leaves it running; else starts it, for as long as needed. */
    public static EmbeddedDatabase openOrAttach(Path folder) {
        EmbeddedDatabase database = new EmbeddedDatabase(folder.toAbsolutePath().normalize(), true);
        database.load();
        if (database.answers()) {
            return database;
        }
        database.own();
        return database;
    }

    /** True when this process started or took over the server and will stop it. */
    public boolean owned() {
        return server != null;
    }

    public int port() {
        return Integer.parseInt(settings.getProperty("port", "0"));
    }

    public String url() {
        return url(DATABASE);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public String ownerPassword() {
        return settings.getProperty("owner.password");
    }

    public String appPassword() {
        return settings.getProperty("app.password");
    }

    /** A connection of the superuser, for setting up roles and databases. */
    public Connection superuser(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", settings.getProperty("superuser.password", ""));
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url(database), login);
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
        if (server != null) {
            try {
                server.close();
            } catch (IOException failure) {
                log.warn("The embedded database did not stop cleanly", failure);
            }
            server = null;
        }
        if (lockChannel != null) {
            try {
                lockChannel.close();
            } catch (IOException failure) {
                log.warn("Could not release the lock of {}", folder, failure);
            }
            lockChannel = null;
        }
    }

    private void own() {
        try {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
            lock();
            try {
                load();
                prepareFirstStart();
                choosePort();
                store();
                start();
                settings.setProperty("created", "true");
                store();
                setUpRoles();
            } catch (IOException | SQLException | RuntimeException failure) {
                close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The embedded database in " + folder + " did not start", failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("The embedded database in " + folder + " could not be set up", failure);
        }
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "embedded-database-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::reviveIfGone, 2, 2, TimeUnit.SECONDS);
    }

    private void lock() throws IOException {
        Path file = folder.resolve("owner.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new FolderInUse(folder);
        }
        lockChannel = channel;
    }

    private void load() {
        Path file = settingsFile();
        if (Files.isRegularFile(file)) {
            try (var in = Files.newInputStream(file)) {
                settings.load(in);
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot read " + file, failure);
            }
        }
    }

    private void store() throws IOException {
        Path draft = folder.resolve("database.properties.new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        restrict(draft, "rw-------");
        try (var out = Files.newOutputStream(draft)) {
            settings.store(out, "Embedded database; whoever reads this file reads all data");
        }
        Files.move(draft, settingsFile(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path settingsFile() {
        return folder.resolve("database.properties");
    }

    private Path cluster() {
        return folder.resolve("postgres");
    }

    /** A cluster whose making was interrupted holds nothing yet: it is made anew. */
    private void prepareFirstStart() throws IOException {
        if (!"true".equals(settings.getProperty("created"))) {
            if (Files.isDirectory(cluster())) {
                delete(cluster());
            }
            settings.setProperty("superuser.password", secret());
            settings.setProperty("owner.password", secret());
            settings.setProperty("app.password", secret());
        }
    }

    private void choosePort() throws IOException {
        int last = port();
        if (last == 0 || !(free(last) || answers())) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                settings.setProperty("port", Integer.toString(any.getLocalPort()));
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** True when the server at the remembered port is the one of this folder. */
    private boolean answers() {
        if (port() == 0) {
            return false;
        }
        try (Connection connection = superuser(SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            return row.next() && Files.isSameFile(Path.of(row.getString(1)), cluster());
        } catch (SQLException | IOException nobody) {
            return false;
        }
    }

    private void start() throws IOException {
        Path passwordFile = folder.resolve("initdb.password");
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setDataDirectory(cluster())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port())
                    .setPGStartupWait(START_LIMIT)
                    .setConnectConfig("password", settings.getProperty("superuser.password"))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", durable ? "on" : "off")
                    .setServerConfig("synchronous_commit", durable ? "on" : "off")
                    .setServerConfig("full_page_writes", durable ? "on" : "off")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("log_timezone", "UTC")
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setOutputRedirector(ProcessBuilder.Redirect.to(
                            folder.resolve("postgres.log").toFile()));
            if (!Files.exists(cluster().resolve("postgresql.conf"))) {
                Files.deleteIfExists(passwordFile);
                Files.createFile(passwordFile);
                restrict(passwordFile, "rw-------");
                Files.writeString(passwordFile, settings.getProperty("superuser.password"));
                // The plain C locale splits no Chinese; the builtin one is the same on every system.
                builder.setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("auth", "scram-sha-256")
                        .setLocaleConfig("pwfile", passwordFile.toString());
            }
            server = builder.start();
            if (!Files.exists(unpacked())) {
                Files.createFile(unpacked());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** The unpacked server; several folders of one machine may share it. */
    private Path binaries() throws IOException {
        String shared = System.getProperty("shaodao.postgres.binaries");
        Path path = shared == null
                ? folder.resolve("postgres-binaries")
                : Path.of(shared).toAbsolutePath();
        if (shared == null && Files.isDirectory(path) && !Files.exists(unpacked())) {
            // Unpacking was interrupted; half a server does not start.
            delete(path);
        }
        return Files.createDirectories(path);
    }

    private Path unpacked() {
        return folder.resolve("postgres-binaries.complete");
    }

    private void setUpRoles() throws SQLException {
        try (Connection connection = superuser(SUPERUSER)) {
            DatabaseRoles.ensureLogin(connection, OWNER, ownerPassword());
            DatabaseRoles.ensureLogin(connection, APP, appPassword());
            createDatabase(connection, DATABASE);
        }
    }

    /** Makes the database, owned by the owner role, unless it is there. */
    static void createDatabase(Connection superuser, String database) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("select 1 from pg_database where datname = '" + database + "'")) {
                if (row.next()) {
                    return;
                }
            }
            statement.execute("create database " + database + " owner " + OWNER);
        }
    }

    private synchronized void reviveIfGone() {
        EmbeddedPostgres current = server;
        if (current == null || running()) {
            return;
        }
        log.warn("The embedded database is gone; starting it again");
        try {
            current.close();
        } catch (IOException | RuntimeException expected) {
            log.debug("Nothing left to stop", expected);
        }
        try {
            start();
            log.info("The embedded database runs again on port {}", port());
        } catch (IOException | RuntimeException failure) {
            log.error("The embedded database could not be started again; trying once more soon", failure);
        }
    }

    private boolean running() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 2_000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
