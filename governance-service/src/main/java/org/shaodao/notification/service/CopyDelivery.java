package org.shaodao.notification.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.Channel;
import org.shaodao.notification.NoticeTarget;
import org.shaodao.notification.NoticeTargetId;
import org.shaodao.notification.NoticeTargets;
import org.shaodao.notification.SendingPace;
import org.shaodao.notification.TargetAddress;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits for one target: everything that is due in one message, so that a busy day stays below the robot's
 * limit. Claimed and settled in transactions of their own; between them nothing is locked while a far machine is waited
 * for. A node that dies in between leaves a claim that is taken back after two minutes: such a copy may come twice, but
 * none is lost.
 */
@Component
class CopyDelivery {

    private static final Duration LOST = Duration.ofMinutes(2);
    private static final int TOGETHER = 200;

    private final JdbcClient jdbc;
    private final NoticeTargets targets;
    private final PersonalDataVault vault;
    private final List<CopySender> senders;
    private final CopyWording wording;
    private final NotificationProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CopyDelivery(
            JdbcClient jdbc,
            NoticeTargets targets,
            PersonalDataVault vault,
            List<CopySender> senders,
            CopyWording wording,
            NotificationProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.vault = vault;
        this.senders = senders;
        this.wording = wording;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Job(UUID delivery, Channel channel, TargetAddress address, CopyWording.Text text) {}

    private record Claim(@Nullable Job job, @Nullable Instant next) {}

    /** Sends one message, if one is due and the limit allows it; gives when to come again, nothing = when called. */
    Optional<Instant> deliver(UUID target) {
        Claim claim = Objects.requireNonNull(transaction.execute(status -> claim(target)));
        Job job = claim.job();
        if (job == null) {
            return Optional.ofNullable(claim.next());
        }
        CopySender.Answer answer = send(job);
        transaction.executeWithoutResult(status -> settle(target, job.delivery(), answer));
        return nextOf(target);
    }

    /** Sends a trial message now, within the limit, and gives the answer; throws {@link RuleViolation} beyond it. */
    CopySender.Answer trial(UUID target) {
        Job job = Objects.requireNonNull(transaction.execute(status -> {
            lock(target);
            Instant now = clock.instant();
            RuleViolation.require(!freeAt(target, now).isAfter(now), "notification.limit-reached");
            NoticeTarget found = targets.findById(new NoticeTargetId(target)).orElseThrow(() -> new NotFound("target"));
            return new Job(begin(target, now, 0, true), found.getChannel(), found.address(vault), wording.trial(found));
        }));
        CopySender.Answer answer = send(job);
        transaction.executeWithoutResult(status -> settle(target, job.delivery(), answer));
        return answer;
    }

    private CopySender.Answer send(Job job) {
        CopySender sender = senderOf(job.channel());
        return sender.send(
                job.channel(), job.address(), job.text().subject(), job.text().body());
    }

    private CopySender senderOf(Channel channel) {
        return senders.stream()
                .filter(sender -> sender.serves(channel))
                .findFirst()
                .orElseThrow();
    }

    private Claim claim(UUID target) {
        Instant now = clock.instant();
        Optional<NoticeTarget> found = targets.findById(new NoticeTargetId(target));
        if (found.isEmpty() || found.get().isPaused()) {
            return new Claim(null, null);
        }
        Instant nextTry = lock(target);
        takeBackLost(target, now);
        giveUpOld(target, now);
        if (nextTry != null && nextTry.isAfter(now)) {
            return new Claim(null, nextOf(target).orElse(null));
        }
        Instant free = freeAt(target, now);
        if (free.isAfter(now)) {
            return new Claim(null, free);
        }
        List<CopyWording.Line> lines = due(target, now);
        if (lines.isEmpty()) {
            return new Claim(null, nextOf(target).orElse(null));
        }
        UUID delivery = begin(target, now, lines.size(), false);
        jdbc.sql("update notice_copy set delivery_id = :delivery where target_id = :target and notice_id in (:notices)")
                .param("delivery", delivery)
                .param("target", target)
                .param("notices", lines.stream().map(CopyWording.Line::notice).toList())
                .update();
        NoticeTarget to = found.get();
        return new Claim(
                new Job(
                        delivery,
                        to.getChannel(),
                        to.address(vault),
                        wording.of(to, lines, senderOf(to.getChannel()).longest())),
                null);
    }

    /** Locks the target for this transaction and gives when it may be tried again. */
    private @Nullable Instant lock(UUID target) {
        jdbc.sql("insert into notice_target_state (target_id) values (?) on conflict do nothing")
                .param(target)
                .update();
        return jdbc.sql("select next_try_at from notice_target_state where target_id = ? for update")
                .param(target)
                .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single()
                .orElse(null);
    }

    private void takeBackLost(UUID target, Instant now) {
        jdbc.sql("""
                        update notice_copy set delivery_id = null
                         where target_id = :target and state = 'WAITING'
                           and delivery_id in (select id from notice_delivery
                                                where target_id = :target and finished_at is null and at < :before)
                        """)
                .param("target", target)
                .param("before", Timestamp.from(now.minus(LOST)))
                .update();
    }

    private void giveUpOld(UUID target, Instant now) {
        jdbc.sql("""
                        update notice_copy set state = 'GIVEN_UP'
                         where target_id = ? and state = 'WAITING' and delivery_id is null and due_at < ?
                        """)
                .params(target, Timestamp.from(now.minus(properties.giveUpAfter())))
                .update();
    }

    private Instant freeAt(UUID target, Instant now) {
        List<Instant> sent = jdbc.sql("select at from notice_delivery where target_id = ? and at > ? order by at")
                .params(target, Timestamp.from(now.minus(Duration.ofMinutes(1))))
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .list();
        return SendingPace.free(sent, now);
    }

    private List<CopyWording.Line> due(UUID target, Instant now) {
        return jdbc.sql("""
                        select n.id as notice, n.key, n.arguments, n.subject_type, n.subject_id, n.subject_number
                          from notice_copy c join notice n on n.id = c.notice_id
                         where c.target_id = ? and c.state = 'WAITING' and c.delivery_id is null and c.due_at <= ?
                         order by n.at, n.id limit %d
                        """.formatted(TOGETHER))
                .params(target, Timestamp.from(now))
                .query(CopyWording.Line.class)
                .list();
    }

    private UUID begin(UUID target, Instant now, int copies, boolean trial) {
        UUID delivery = Ids.at(now);
        jdbc.sql("insert into notice_delivery (id, target_id, at, copies, trial) values (?, ?, ?, ?, ?)")
                .params(delivery, target, Timestamp.from(now), copies, trial)
                .update();
        return delivery;
    }

    private void settle(UUID target, UUID delivery, CopySender.Answer answer) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("update notice_delivery set finished_at = ?, succeeded = ?, answer = ? where id = ?")
                .params(now, answer.accepted(), answer.shown(), delivery)
                .update();
        lock(target);
        if (answer.accepted()) {
            jdbc.sql("update notice_copy set state = 'SENT' where target_id = ? and delivery_id = ?")
                    .params(target, delivery)
                    .update();
            jdbc.sql("""
                            update notice_target_state
                               set failures = 0, next_try_at = null, last_ok_at = ?, last_answer = ? where target_id = ?
                            """).params(now, answer.shown(), target).update();
            return;
        }
        jdbc.sql("update notice_copy set delivery_id = null where target_id = ? and delivery_id = ?")
                .params(target, delivery)
                .update();
        int failures = jdbc.sql("""
                        update notice_target_state set failures = failures + 1, last_failed_at = ?, last_answer = ?
                         where target_id = ? returning failures
                        """)
                .params(now, answer.shown(), target)
                .query(Integer.class)
                .single();
        jdbc.sql("update notice_target_state set next_try_at = ? where target_id = ?")
                .params(Timestamp.from(now.toInstant().plus(SendingPace.waitAfter(failures))), target)
                .update();
    }

    /** When the next copy may go: due, and not before the target may be tried again. */
    private Optional<Instant> nextOf(UUID target) {
        return jdbc.sql("""
                        select greatest(min(c.due_at), max(st.next_try_at))
                          from notice_copy c left join notice_target_state st on st.target_id = c.target_id
                         where c.target_id = ? and c.state = 'WAITING' and c.delivery_id is null
                        """)
                .param(target)
                .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }
}
