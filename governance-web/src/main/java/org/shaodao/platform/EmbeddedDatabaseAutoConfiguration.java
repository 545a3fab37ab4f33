package org.shaodao.platform;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Brings the embedded PostgreSQL when nobody named a database server (rulings 8). */
@AutoConfiguration(before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "\0")
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
class EmbeddedDatabaseAutoConfiguration {

    @Bean
    EmbeddedDatabase embeddedDatabase(@Value("${shaodao.data}") Path folder, Environment environment) {
        return environment.acceptsProfiles(Profiles.of(LaunchMode.COMMAND_PROFILE))
                ? EmbeddedDatabase.openOrAttach(folder)
                : EmbeddedDatabase.open(folder);
    }

    @Bean
    JdbcConnectionDetails embeddedAppConnection(EmbeddedDatabase database) {
        return new AppConnection(database.url(), EmbeddedDatabase.APP, database.appPassword());
    }

    @Bean
    FlywayConnectionDetails embeddedOwnerConnection(EmbeddedDatabase database) {
        return new OwnerConnection(database.url(), EmbeddedDatabase.OWNER, database.ownerPassword());
    }

    /** How pages reach the database. */
    record AppConnection(String url, String user, String password) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password;
        }
    }

    /** How migrations reach the database. */
    record OwnerConnection(String url, String user, String password) implements FlywayConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password;
        }
    }
}
