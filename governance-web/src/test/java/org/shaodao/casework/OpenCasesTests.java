package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.ChangeGuard;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTests
class OpenCasesTests {

    @Autowired
    ChangeGuard guard;

    @Autowired
    CaseReporting reporting;

    @Autowired
    JdbcClient jdbc;

    @Test
    void keepsAreasAndUnitsWithOpenCasesUntilTheLastIsClosed() {
        World world = new World(jdbc);
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        CaseId id = reporting.report(
                clerk,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PHONE,
                        null,
                        null,
                        null,
                        "楼道堆放杂物堵塞通道",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));

        for (String area : new String[] {"grid1.1.1", "community1.1", "street1", "district"}) {
            assertThatThrownBy(() -> guard.beforeAbolishing(world.area(area)))
                    .as(area)
                    .isInstanceOf(RuleViolation.class)
                    .hasMessage("casework.open-cases");
            assertThatThrownBy(() -> guard.beforeMoving(world.area(area))).isInstanceOf(RuleViolation.class);
        }
        assertThatThrownBy(() -> guard.beforeAbolishing(world.unit("desk:community1.1")))
                .isInstanceOf(RuleViolation.class);
        assertThatCode(() -> guard.beforeAbolishing(world.area("grid1.1.2"))).doesNotThrowAnyException();
        assertThatCode(() -> guard.beforeAbolishing(world.unit("urban1"))).doesNotThrowAnyException();

        reporting.withdraw(clerk, id, 0, "登记错了");

        assertThatCode(() -> guard.beforeAbolishing(world.area("grid1.1.1"))).doesNotThrowAnyException();
        assertThatCode(() -> guard.beforeAbolishing(world.unit("desk:community1.1")))
                .doesNotThrowAnyException();
    }
}
