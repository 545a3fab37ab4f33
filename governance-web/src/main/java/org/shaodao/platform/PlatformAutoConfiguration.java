package org.shaodao.platform;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
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
import org.springframework.context.annotation.Profile;

/** The clock every rule reads and the two database roles. */
@AutoConfiguration(
        before = FlywayAutoConfiguration.class,
        beforeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
class PlatformAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    DatabaseClock databaseClock(DataSource dataSource) {
        return new DatabaseClock(dataSource);
    }

    /** A sub-command leaves the timers to the server. */
    @Bean
    @Profile(LaunchMode.COMMAND_PROFILE)
    DbSchedulerStarter noTimersInCommands() {
        return () -> {};
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
