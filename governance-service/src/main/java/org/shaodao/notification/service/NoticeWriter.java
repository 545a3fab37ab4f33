package org.shaodao.notification.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.shaodao.notification.SendingPace;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.UnitHolders;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Notice;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts what an event tells into the inboxes of those it concerns and queues the copies, in the transaction of the verb:
 * what is undone was never told. Whoever did it needs no notice of it.
 */
@Component
@RequiredArgsConstructor
class NoticeWriter {

    /** Between arguments in the column; no key, number or name carries it. */
    static final String BETWEEN = "\u001f";

    private static final UUID NOBODY = new UUID(0, 0);

    /** The notice and its readers in one statement: every verb of a case tells somebody. */
    private static final String TELL = """
            with told as (
                insert into notice (id, at, key, arguments, urgent, subject_type, subject_id, subject_number)
                values (:id, :at, :key, :arguments, :urgent, :type, :subject, :number)
                returning id, at)
            insert into notice_reader (account_id, notice_id, at)
            select ac.id, told.id, told.at from told join account ac on ac.id in (:readers)
            """;

    private final JdbcClient jdbc;
    private final UnitHolders holders;
    private final CopyQueue queue;

    @EventListener
    @Transactional(propagation = Propagation.REQUIRED)
    void on(DomainEvent event) {
        for (Notice notice : event.notices()) {
            write(event, notice);
        }
    }

    private void write(DomainEvent event, Notice notice) {
        Set<UUID> readers = readers(event, notice);
        List<Target> targets = targets(notice);
        if (readers.isEmpty() && targets.isEmpty()) {
            return;
        }
        UUID id = Ids.at(event.at());
        jdbc.sql(TELL)
                .param("id", id)
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("key", notice.key())
                .param("arguments", notice.arguments().isEmpty() ? null : String.join(BETWEEN, notice.arguments()))
                .param("urgent", notice.urgent())
                .param("type", event.subjectType())
                .param("subject", event.subjectId())
                .param("number", event.subjectNumber())
                .param("readers", readers.isEmpty() ? Set.of(NOBODY) : readers)
                .update();
        for (Target target : targets) {
            Instant due = notice.urgent() ? event.at() : SendingPace.due(event.at(), target.digestMinutes());
            queue.add(target.id(), id, due);
        }
    }

    private Set<UUID> readers(DomainEvent event, Notice notice) {
        Set<UUID> readers = new HashSet<>(notice.accounts());
        Set<Role> roles = notice.roles().stream().map(Role::valueOf).collect(Collectors.toSet());
        List<UnitId> units = notice.units().stream().map(UnitId::new).toList();
        holders.of(units, roles).forEach(account -> readers.add(account.value()));
        if (event.actorId() != null) {
            readers.remove(event.actorId());
        }
        readers.remove(NOBODY);
        return readers;
    }

    /** One message is enough for a robot that stands for two of the units. */
    private List<Target> targets(Notice notice) {
        if (notice.units().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select id, digest_minutes from notice_target
                         where unit_id in (:units) and not paused order by id
                        """).param("units", notice.units()).query(Target.class).list();
    }

    private record Target(UUID id, int digestMinutes) {}
}
