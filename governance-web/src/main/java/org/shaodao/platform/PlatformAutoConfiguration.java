package org.shaodao.platform;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** The clock every rule reads and the two database roles. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
class PlatformAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    DatabaseClock databaseClock(DataSource dataSource) {
        return new DatabaseClock(dataSource);
    }

    @Bean
    FlywayConfigurationCustomizer databaseRoles(JdbcConnectionDetails app) {
        return configuration -> {
            DataSource owner = Objects.requireNonNull(configuration.getDataSource());
            String role = Objects.requireNonNull(app.getUsername(), "spring.datasource.username is not set");
            DatabaseRoles.prepare(owner, role, app.getPassword());
            Map<String, String> placeholders = new HashMap<>(configuration.getPlaceholders());
            placeholders.put("appRole", role);
            configuration.placeholders(placeholders);
        };
    }
}
