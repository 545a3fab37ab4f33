package org.shaodao.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two database roles: the owner changes tables, the app reads and writes rows and cannot rewrite history. */
final class DatabaseRoles {

    private static final Logger log = LoggerFactory.getLogger(DatabaseRoles.class);

    /** Before the migrations: sees to it that the app role exists, where the owner may make roles. */
    static void prepare(DataSource ownerSource, String app, @Nullable String password) {
        try (Connection owner = ownerSource.getConnection()) {
            if (Objects.equals(owner.getMetaData().getUserName(), app)) {
                log.warn(
                        "Migrations and pages share the database role {}; give the migrations a role of their own"
                                + " (spring.flyway.user), so that pages cannot rewrite the audit trail",
                        app);
                return;
            }
            if (!exists(owner, app)) {
                if (!mayMakeRoles(owner)) {
                    throw new IllegalStateException("The database role " + app
                            + " does not exist and the owner may not create it; ask the database administrator for: create role "
                            + app + " login password '…'");
                }
                ensureLogin(owner, app, password == null ? "" : password);
                log.info("Created the database role {}", app);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Could not look at the database roles", failure);
        }
    }

    /** Makes the role, or sets its password when it is there. */
    static void ensureLogin(Connection connection, String role, String password) throws SQLException {
        String verb = exists(connection, role) ? "alter" : "create";
        String sql;
        try (PreparedStatement format =
                connection.prepareStatement("select format('" + verb + " role %I login password %L', ?, ?)")) {
            format.setString(1, role);
            format.setString(2, password);
            try (ResultSet row = format.executeQuery()) {
                row.next();
                sql = row.getString(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean mayMakeRoles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select rolsuper or rolcreaterole from pg_roles where rolname = current_user")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private DatabaseRoles() {}
}
