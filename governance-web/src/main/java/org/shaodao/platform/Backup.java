package org.shaodao.platform;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.shaodao.shared.command.Progress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All rows of the schema in one file, as PostgreSQL's own copy format, taken at one instant; and back again into an
 * empty database of the same schema version.
 * <p>Sessions are left out: whoever was signed in signs in again. The keys of sealed phone numbers are not in the
 * database, so they are not in the file either.
 */
final class Backup {

    private static final int FORMAT = 1;
    private static final Set<String> LEFT_OUT =
            Set.of("flyway_schema_history", "spring_session", "spring_session_attributes");

    /** Tables that only people fill: when all are empty, nothing is lost by a restore. */
    private static final List<String> FILLED_BY_PEOPLE =
            List.of("account", "area", "person", "unit", "governance_case", "case_event");

    private final DataSource owner;

    Backup(DataSource owner) {
        this.owner = owner;
    }

    /** What a file holds. */
    record Manifest(int format, String schemaVersion, String madeAt, List<Table> tables, List<Sequence> sequences) {

        long rows() {
            return tables.stream().mapToLong(Table::rows).sum();
        }
    }

    record Table(String name, List<String> columns, long rows, String sha256) {}

    record Sequence(String name, long lastValue, boolean called) {}

    /** The file cannot be used, or the database is not one to restore into. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** Writes the file; it appears under its name only when it is complete. */
    Manifest write(Path file) throws SQLException, IOException {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Manifest manifest;
        try (Connection connection = owner.getConnection();
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            manifest = write(connection, zip);
            connection.rollback();
        } catch (SQLException | IOException failure) {
            Files.deleteIfExists(draft);
            throw failure;
        }
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }

    private Manifest write(Connection connection, ZipOutputStream zip) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        Map<String, List<String>> columns = columns(connection);
        List<Table> tables = new ArrayList<>();
        try (Progress progress = new Progress("backup: tables", columns.size())) {
            for (Map.Entry<String, List<String>> table : columns.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry(table.getKey())));
                DigestOutputStream digested = new DigestOutputStream(new Open(zip), sha256());
                long rows = copy.copyOut(
                        "copy " + quoted(table.getKey()) + " (" + list(table.getValue()) + ") to stdout", digested);
                digested.flush();
                zip.closeEntry();
                tables.add(new Table(table.getKey(), table.getValue(), rows, hex(digested.getMessageDigest())));
                progress.step();
            }
        }
        Manifest manifest = new Manifest(
                FORMAT, schemaVersion(connection), text(connection, "select now()"), tables, sequences(connection));
        zip.putNextEntry(new ZipEntry("manifest.json"));
        zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        return manifest;
    }

    /** Puts all rows back, or none. */
    Manifest restore(Path file) throws SQLException, IOException, Unusable {
        try (ZipFile zip = new ZipFile(file.toFile());
                Connection connection = owner.getConnection()) {
            Manifest manifest = manifest(zip);
            connection.setAutoCommit(false);
            try {
                requireFitting(connection, manifest);
                fill(connection, zip, manifest);
                connection.commit();
            } catch (SQLException | IOException | Unusable failure) {
                connection.rollback();
                throw failure;
            }
            connection.setAutoCommit(true);
            run(connection, "analyze");
            return manifest;
        } catch (ZipException damaged) {
            throw new Unusable("Not a backup file, or a damaged one: " + file + " (" + damaged.getMessage() + ")");
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException, Unusable {
        ZipEntry entry = zip.getEntry("manifest.json");
        if (entry == null) {
            throw new Unusable("Not a backup file: it has no manifest.json");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Manifest manifest = JsonMapper.shared().readValue(in, Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new Unusable("Format " + manifest.format() + " is not known here");
            }
            return manifest;
        } catch (JacksonException damaged) {
            throw new Unusable("The manifest of the backup cannot be read: " + damaged.getOriginalMessage());
        }
    }

    private static void requireFitting(Connection connection, Manifest manifest) throws SQLException, Unusable {
        String here = schemaVersion(connection);
        if (!here.equals(manifest.schemaVersion())) {
            throw new Unusable("The backup is of schema version " + manifest.schemaVersion() + ", this database of "
                    + here + "; restore with the version of the program that made it, then upgrade");
        }
        for (String table : FILLED_BY_PEOPLE) {
            if ("true".equals(text(connection, "select exists (select from " + quoted(table) + ")::text"))) {
                throw new Unusable("This database is not empty (table " + table + "); restore into a new one");
            }
        }
        Set<String> expected = columns(connection).keySet();
        Set<String> held = manifest.tables().stream().map(Table::name).collect(Collectors.toSet());
        if (!held.equals(expected)) {
            throw new Unusable("The backup holds other tables than this database");
        }
    }

    private static void fill(Connection connection, ZipFile zip, Manifest manifest)
            throws SQLException, IOException, Unusable {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        // Rows that migrations brought (categories, calendar) come from the file as they were.
        run(
                connection,
                "truncate " + list(manifest.tables().stream().map(Table::name).toList()));
        Map<String, Table> byName = new LinkedHashMap<>();
        manifest.tables().forEach(table -> byName.put(table.name(), table));
        try (Progress progress = new Progress("restore: tables", byName.size())) {
            for (String name : parentsFirst(connection, byName.keySet())) {
                Table table = Objects.requireNonNull(byName.get(name));
                ZipEntry entry = zip.getEntry(entry(name));
                if (entry == null) {
                    throw new Unusable("The backup lacks the rows of " + name);
                }
                try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), sha256())) {
                    long rows = copy.copyIn(
                            "copy " + quoted(name) + " (" + list(table.columns()) + ") from stdin", new Whole(in));
                    if (rows != table.rows() || !hex(in.getMessageDigest()).equals(table.sha256())) {
                        throw new Unusable("The rows of " + name + " are damaged in the backup");
                    }
                }
                progress.step();
            }
        }
        for (Sequence sequence : manifest.sequences()) {
            try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
                set.setString(1, quoted(sequence.name()));
                set.setLong(2, sequence.lastValue());
                set.setBoolean(3, sequence.called());
                set.execute();
            }
        }
        run(
                connection,
                "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked");
    }

    private static Map<String, List<String>> columns(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select c.relname, a.attname
                          from pg_class c
                          join pg_attribute a on a.attrelid = c.oid
                         where c.relnamespace = current_schema()::regnamespace
                           and c.relkind = 'r'
                           and a.attnum > 0
                           and not a.attisdropped
                           and a.attgenerated = ''
                         order by c.relname, a.attnum
                        """)) {
            while (row.next()) {
                if (!LEFT_OUT.contains(row.getString(1))) {
                    columns.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
        }
        return columns;
    }

    private static List<Sequence> sequences(Connection connection) throws SQLException {
        List<Sequence> sequences = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select sequencename, coalesce(last_value, start_value), last_value is not null
                          from pg_sequences
                         where schemaname = current_schema()
                         order by sequencename
                        """)) {
            while (row.next()) {
                sequences.add(new Sequence(row.getString(1), row.getLong(2), row.getBoolean(3)));
            }
        }
        return sequences;
    }

    /** Tables in an order in which every row finds the rows it refers to; a table may refer to itself. */
    private static List<String> parentsFirst(Connection connection, Set<String> tables) throws SQLException, Unusable {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        tables.forEach(table -> parents.put(table, new LinkedHashSet<>()));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select child.relname, parent.relname
                          from pg_constraint k
                          join pg_class child on child.oid = k.conrelid
                          join pg_class parent on parent.oid = k.confrelid
                         where k.contype = 'f'
                           and child.oid <> parent.oid
                           and child.relnamespace = current_schema()::regnamespace
                        """)) {
            while (row.next()) {
                Set<String> known = parents.get(row.getString(1));
                if (known != null) {
                    known.add(row.getString(2));
                }
            }
        }
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < tables.size()) {
            List<String> ready = parents.entrySet().stream()
                    .filter(table -> !ordered.contains(table.getKey()) && ordered.containsAll(table.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (ready.isEmpty()) {
                throw new Unusable("The tables refer to each other in a circle");
            }
            ordered.addAll(ready);
        }
        return List.copyOf(ordered);
    }

    private static String schemaVersion(Connection connection) throws SQLException {
        return text(connection, """
                select version
                  from flyway_schema_history
                 where success and version is not null
                 order by installed_rank desc
                 limit 1
                """);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String entry(String table) {
        return "tables/" + table + ".copy";
    }

    private static String list(List<String> names) {
        return names.stream().map(Backup::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Keeps the zip open when the copy of one table ends. */
    private static final class Open extends FilterOutputStream {

        Open(OutputStream zip) {
            super(zip);
        }

        @Override
        public void write(byte @Nullable [] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Reads to the very end, so that the digest sees every byte. */
    private static final class Whole extends FilterInputStream {

        Whole(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte @Nullable [] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
        }
    }
}
