package org.shaodao.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.shaodao.GovernanceApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application on a real, fresh and empty PostgreSQL, with MockMvc and a settable {@link TestClock}.
 * <p>All classes so annotated share one context and one database: make what you need, and do not count other people's
 * rows. A clock that a class has set runs again after it. The database is embedded, or a container with {@code -Dshaodao.test.database=docker}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = GovernanceApplication.class)
@AutoConfigureMockMvc
@Import(TestPlatform.class)
@ExtendWith(ClockReset.class)
public @interface FlowTests {}
