package org.shaodao.notification.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.SendingPace;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.UnitHolders;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Notice;
import org.shaodao.shared.batch.RowsAtCommit;
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
                values (?, ?, ?, ?, ?, ?, ?, ?)
                returning id, at)
            insert into notice_reader (account_id, notice_id, at)
            select ac.id, told.id, told.at from told join account ac on ac.id in (%s)
            """;

    private final JdbcClient jdbc;
    private final RowsAtCommit rows;
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
        List<UUID> places = places(readers);
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        values.add(event.at().atOffset(ZoneOffset.UTC));
        values.add(notice.key());
        values.add(notice.arguments().isEmpty() ? null : String.join(BETWEEN, notice.arguments()));
        values.add(notice.urgent());
        values.add(event.subjectType());
        values.add(event.subjectId());
        values.add(event.subjectNumber());
        values.addAll(places);
        rows.add(TELL.formatted(String.join(", ", Collections.nCopies(places.size(), "?"))), values.toArray());
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

    /** As many places as the next power of two: few statements for any number of readers. */
    private static List<UUID> places(Set<UUID> readers) {
        List<UUID> places = new ArrayList<>(readers);
        int size = Integer.highestOneBit(Math.max(1, 2 * readers.size() - 1));
        while (places.size() < size) {
            places.add(NOBODY);
        }
        return places;
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
