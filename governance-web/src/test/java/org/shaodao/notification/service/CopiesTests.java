package org.shaodao.notification.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.notification.Channel;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Notice;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.RobotStub;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** Copies leave once, within the limit, again after failures, and hold nothing up when the far side is dead. */
@FlowTests
class CopiesTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    TargetKeeping keeping;

    @Autowired
    TargetTrial trial;

    @Autowired
    TargetBook book;

    @Autowired
    CopyDelivery delivery;

    @Autowired
    CopyQueue queue;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JavaMailSender mail;

    @Autowired
    DataSource dataSource;

    @Autowired
    List<Task<?>> tasks;

    private World world;
    private Actor supervisor;
    private RobotStub robot;

    @BeforeEach
    void begin() throws Exception {
        clock.set("2026-03-02T09:00");
        world = new World(jdbc);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        robot = new RobotStub();
    }

    @AfterEach
    void end() {
        robot.close();
    }

    @Test
    void oneNoticeIsOneMessageWithTheLinkAndTheSealedAddressIsNotInTheDatabase() {
        UUID target = target("water", Channel.WECOM, robot.address(), 0);
        UUID subject = tell("water", false);

        assertThat(delivery.deliver(target)).isEmpty();

        assertThat(robot.bodies()).hasSize(1);
        assertThat(robot.bodies().get(0))
                .startsWith("{\"msgtype\":\"text\"")
                .contains("C2026-0000170", "https://grid.example.gov.cn/cases/" + subject, "示例water");
        assertThat(delivery.deliver(target)).isEmpty();
        assertThat(robot.bodies()).hasSize(1);
        byte[] sealed = jdbc.sql("select address_sealed from notice_target where id = ?")
                .param(target)
                .query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("t0ken");
        assertThat(audited(target)).doesNotContain("t0ken");
    }

    @Test
    void manyNoticesAreOneDigestThatFits() {
        UUID target = target("water", Channel.WECOM, robot.address(), 30);
        for (int i = 0; i < 60; i++) {
            tell("water", false);
        }

        assertThat(delivery.deliver(target)).contains(Instant.parse("2026-03-02T01:30:00Z"));
        assertThat(robot.bodies()).isEmpty();
        clock.set("2026-03-02T09:30");
        assertThat(delivery.deliver(target)).isEmpty();

        assertThat(robot.bodies()).hasSize(1);
        String body = robot.bodies().get(0);
        assertThat(body).contains("有 60 条新消息", "另有");
        String content = body.substring(body.indexOf("content\":\"") + 10, body.length() - 3)
                .replace("\\n", "\n");
        assertThat(content.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
        assertThat(states(target)).containsOnly("SENT").hasSize(60);
    }

    @Test
    void urgentNoticesDoNotWaitForTheDigest() {
        UUID target = target("water", Channel.WECOM, robot.address(), 60);
        tell("water", false);
        tell("water", true);

        assertThat(delivery.deliver(target)).contains(Instant.parse("2026-03-02T02:00:00Z"));

        assertThat(robot.bodies()).hasSize(1);
        assertThat(states(target)).containsExactlyInAnyOrder("SENT", "WAITING");
    }

    @Test
    void theTwentyFirstMessageOfAMinuteWaits() {
        UUID target = target("water", Channel.WECOM, robot.address(), 0);
        Instant start = clock.instant();
        for (int i = 0; i < 20; i++) {
            tell("water", false);
            assertThat(delivery.deliver(target)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
        }
        tell("water", false);
        tell("water", false);

        assertThat(delivery.deliver(target)).contains(start.plus(Duration.ofMinutes(1)));
        assertThat(robot.bodies()).hasSize(20);
        assertThatThrownBy(() -> trial.send(new org.shaodao.notification.NoticeTargetId(target), supervisor))
                .isInstanceOfSatisfying(
                        RuleViolation.class, busy -> assertThat(busy.key()).isEqualTo("notification.limit-reached"));
        clock.set(start.plus(Duration.ofMinutes(1)));
        assertThat(delivery.deliver(target)).isEmpty();
        assertThat(robot.bodies()).hasSize(21);
        assertThat(robot.bodies().get(20)).contains("有 2 条新消息");
    }

    @Test
    void aRefusalIsTriedAgainLaterAndLaterAndArrivesOnce() {
        UUID target = target("water", Channel.DINGTALK, robot.address(), 0);
        robot.answers(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        tell("water", false);
        Instant start = clock.instant();

        assertThat(delivery.deliver(target)).contains(start.plusSeconds(30));
        assertThat(delivery.deliver(target)).contains(start.plusSeconds(30));
        assertThat(robot.bodies()).hasSize(1);
        clock.set(start.plusSeconds(30));
        assertThat(delivery.deliver(target)).contains(start.plusSeconds(90));
        assertThat(row(target).lastAnswer()).contains("45009");
        robot.answers(200, "{\"errcode\":0}");
        clock.set(start.plusSeconds(90));
        assertThat(delivery.deliver(target)).isEmpty();

        assertThat(robot.bodies()).hasSize(3);
        assertThat(states(target)).containsExactly("SENT");
        assertThat(row(target).failures()).isZero();
    }

    @Test
    void aDeadTargetHoldsNothingUpAndIsGivenUpAfterADay() {
        UUID dead = target("water", Channel.WECOM, "http://127.0.0.1:1/send?key=1", 0);
        UUID alive = target("water", Channel.WECOM, robot.address(), 0);
        tell("water", false);

        assertThat(delivery.deliver(alive)).isEmpty();
        Instant next = delivery.deliver(dead).orElseThrow();
        for (int i = 0; i < 6; i++) {
            clock.set(next);
            next = delivery.deliver(dead).orElseThrow();
        }

        assertThat(robot.bodies()).hasSize(1);
        assertThat(row(dead).state()).isEqualTo("FAILED");
        clock.set(clock.instant().plus(Duration.ofHours(25)));
        assertThat(delivery.deliver(dead)).isEmpty();
        assertThat(states(dead)).containsExactly("GIVEN_UP");
        assertThat(row(dead).givenUp()).isEqualTo(1);
    }

    @Test
    void anAnswerThatNeverComesIsAFailure() {
        robot.isSlow(4000);
        UUID target = target("water", Channel.WECOM, robot.address(), 0);
        tell("water", false);

        assertThat(delivery.deliver(target)).isPresent();

        assertThat(row(target).lastAnswer()).contains("Timeout");
        assertThat(states(target)).containsExactly("WAITING");
    }

    @Test
    void aCopyOfANodeThatDiedIsTakenUpAgain() {
        UUID target = target("water", Channel.WECOM, robot.address(), 0);
        tell("water", false);
        UUID lost = Ids.next();
        jdbc.sql("insert into notice_delivery (id, target_id, at, copies, trial) values (?, ?, ?, 1, false)")
                .params(lost, target, java.sql.Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("update notice_copy set delivery_id = ? where target_id = ?")
                .params(lost, target)
                .update();

        assertThat(delivery.deliver(target)).isEmpty();
        assertThat(robot.bodies()).isEmpty();
        clock.advance(Duration.ofMinutes(3));
        assertThat(delivery.deliver(target)).isEmpty();
        assertThat(robot.bodies()).hasSize(1);
    }

    @Test
    void aSignedRobotGetsItsSignature() throws Exception {
        UUID target = keeping.create(
                        world.unit("water"),
                        new TargetKeeping.Wish(Channel.DINGTALK, "群", robot.address(), "SEC0123", 0),
                        supervisor)
                .value();
        tell("water", false);

        delivery.deliver(target);

        long millis = clock.instant().toEpochMilli();
        String expected = java.net.URLDecoder.decode(
                RobotSender.signed("x", "SEC0123", millis).replaceFirst(".*sign=", ""), StandardCharsets.UTF_8);
        assertThat(robot.queries().get(0)).contains("timestamp=" + millis, "sign=" + expected);
    }

    @Test
    void eMailArrivesOnALocalServer() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            ((JavaMailSenderImpl) mail).setPort(server.getSmtp().getPort());
            UUID target = target("water", Channel.EMAIL, "desk@example.org", 0);
            tell("water", false);

            assertThat(delivery.deliver(target)).isEmpty();

            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getSubject()).contains("示例water有 1 条新消息");
            assertThat(String.valueOf(server.getReceivedMessages()[0].getContent()))
                    .contains("C2026-0000170");
        } finally {
            server.stop();
        }
        UUID target = target("power", Channel.EMAIL, "desk@example.org", 0);
        tell("power", false);
        assertThat(delivery.deliver(target)).isPresent();
        assertThat(row(target).failures()).isEqualTo(1);
    }

    @Test
    void theTestButtonSendsAndShowsTheAnswer() {
        UUID target = target("water", Channel.WECOM, robot.address(), 30);
        robot.answers(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}");

        TargetTrial.Outcome refused = trial.send(new org.shaodao.notification.NoticeTargetId(target), supervisor);
        robot.answers(200, "{\"errcode\":0}");
        TargetTrial.Outcome accepted = trial.send(new org.shaodao.notification.NoticeTargetId(target), supervisor);

        assertThat(refused.accepted()).isFalse();
        assertThat(refused.answer()).contains("HTTP 200", "93000");
        assertThat(accepted.accepted()).isTrue();
        assertThat(robot.bodies()).hasSize(2).allMatch(body -> body.contains("测试消息"));
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        UUID target = target("water", Channel.WECOM, robot.address(), 0);
        transaction.executeWithoutResult(status -> {
            tell("water", false);
            status.setRollbackOnly();
        });

        assertThat(delivery.deliver(target)).isEmpty();

        assertThat(robot.bodies()).isEmpty();
        assertThat(jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                        .param(target.toString())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void twoNodesSendEveryCopyOnce() throws Exception {
        clock.reset();
        List<UUID> targets = new java.util.ArrayList<>();
        for (int i = 0; i < 6; i++) {
            targets.add(target("water", Channel.WECOM, robot.address() + "&robot=" + i, 0));
        }
        robot.isSlow(30);
        Scheduler one = node("one");
        Scheduler two = node("two");
        one.start();
        two.start();
        try {
            for (int i = 0; i < 12; i++) {
                tell("water", false);
                Thread.sleep(40);
            }
            Instant until = clock.instant().plusSeconds(30);
            while (clock.instant().isBefore(until) && waiting(targets) > 0) {
                queue.wake();
                Thread.sleep(200);
            }
        } finally {
            one.stop();
            two.stop();
        }

        assertThat(waiting(targets)).isZero();
        for (int i = 0; i < targets.size(); i++) {
            String mine = "robot=" + i;
            int lines = 0;
            for (int at = 0; at < robot.bodies().size(); at++) {
                if (robot.queries().get(at).endsWith(mine)) {
                    lines += robot.bodies().get(at).split("C2026-0000170", -1).length - 1;
                }
            }
            assertThat(lines).as(mine).isEqualTo(12);
            assertThat(states(targets.get(i))).hasSize(12).containsOnly("SENT");
        }
    }

    private Scheduler node(String name) {
        List<Task<?>> mine = tasks.stream()
                .filter(task -> task.getName().equals(CopyQueue.TASK))
                .toList();
        return Scheduler.create(dataSource, mine)
                .tableName("scheduled_tasks")
                .schedulerName(() -> name)
                .pollingInterval(Duration.ofMillis(100))
                .threads(2)
                .build();
    }

    private int waiting(List<UUID> targets) {
        return jdbc.sql("select count(*) from notice_copy where state = 'WAITING' and target_id in (:targets)")
                .param("targets", targets)
                .query(Integer.class)
                .single();
    }

    private UUID target(String unit, Channel channel, String address, int digest) {
        return keeping.create(world.unit(unit), new TargetKeeping.Wish(channel, "群", address, null, digest), supervisor)
                .value();
    }

    private UUID tell(String unit, boolean urgent) {
        UUID subject = Ids.next();
        transaction.executeWithoutResult(status -> events.publishEvent(new Recorded(
                        "case", subject, null, null, null, clock.instant(), "casework.event.DISPATCH", List.of(), null)
                .telling(
                        "C2026-0000170",
                        Notice.toUnits(
                                        "casework.notice.dispatched",
                                        Set.of(world.unit(unit).value()))
                                .urgently(urgent))));
        return subject;
    }

    private TargetBook.Row row(UUID target) {
        return book.row(new org.shaodao.notification.NoticeTargetId(target), supervisor);
    }

    private List<String> states(UUID target) {
        return jdbc.sql("select state from notice_copy where target_id = ?")
                .param(target)
                .query(String.class)
                .list();
    }

    private String audited(UUID target) {
        return jdbc.sql("select string_agg(e::text, ' ') from audit_entry e where subject_id = ?")
                .param(target)
                .query(String.class)
                .single();
    }
}
