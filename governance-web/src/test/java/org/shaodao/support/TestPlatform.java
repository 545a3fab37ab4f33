package org.shaodao.support;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import javax.sql.DataSource;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What {@link FlowTests} put in place of the outside world: database, clock, timers that do not run by themselves. */
@TestConfiguration(proxyBeanMethods = false)
public class TestPlatform {

    @Bean
    TestDatabase testDatabase() {
        return TestDatabase.fresh();
    }

    @Bean
    JdbcConnectionDetails testAppConnection(TestDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.app();
            }

            @Override
            public String getPassword() {
                return database.appPassword();
            }
        };
    }

    @Bean
    FlywayConnectionDetails testOwnerConnection(TestDatabase database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.owner();
            }

            @Override
            public String getPassword() {
                return database.ownerPassword();
            }
        };
    }

    /** Counts the statements of each thread; see {@link Statements}. */
    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? Statements.counting(source) : bean;
            }
        };
    }

    @Bean
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    DemoPassword demoPassword() {
        return new DemoPassword("only-for-tests-1");
    }

    /** Timers run when a test calls them. */
    @Bean
    DbSchedulerStarter noTimers() {
        return () -> {};
    }
}
