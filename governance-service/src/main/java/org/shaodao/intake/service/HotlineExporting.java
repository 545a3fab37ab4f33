package org.shaodao.intake.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineField;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes hotline orders in the columns they came in, with what became of them, so that the hotline can take them back. */
@Service
@RequiredArgsConstructor
public class HotlineExporting {

    private static final int PAGE = 1_000;

    private static final List<HotlineField> COLUMNS = List.of(
            HotlineField.NUMBER,
            HotlineField.RECEIVED,
            HotlineField.TITLE,
            HotlineField.DESCRIPTION,
            HotlineField.OPINION,
            HotlineField.DUE,
            HotlineField.URGENCY,
            HotlineField.CATEGORY,
            HotlineField.CONTACT_NAME,
            HotlineField.CONTACT_PHONE,
            HotlineField.ADDRESS,
            HotlineField.PLACE,
            HotlineField.CONFIDENTIAL,
            HotlineField.TAKEN_BY,
            HotlineField.CHANNEL,
            HotlineField.NATURE,
            HotlineField.STATE,
            HotlineField.UNIT,
            HotlineField.REPLIED_AT,
            HotlineField.REPLY);

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private record Row(
            String number,
            Instant receivedAt,
            String title,
            String description,
            @Nullable String opinion,
            @Nullable String due,
            @Nullable String urgency,
            @Nullable String category,
            byte @Nullable [] requesterNameSealed,
            byte @Nullable [] requesterPhoneSealed,
            @Nullable String address,
            @Nullable String place,
            boolean confidential,
            @Nullable String takenBy,
            @Nullable String channel,
            @Nullable String nature,
            String status,
            String unitName,
            @Nullable Instant resolvedAt,
            @Nullable String resolution,
            String caseNumber,
            @Nullable String keptNumber,
            @Nullable String streetName,
            @Nullable String communityName,
            @Nullable String categoryName,
            @Nullable Instant dueAt) {}

    /**
     * Writes every order of the source within the days, oldest first; returns how many. An order that was merged into
     * another case has that one's state, unit and answer, and its number (rulings 11). Only for the system.
     */
    @Transactional
    public int export(Actor actor, ExportHotline wish, TableWriter writer, IntConsumer done) {
        if (!actor.isSystem()) {
            throw new Forbidden("intake.function.export");
        }
        if (wish.contacts()) {
            String reason = wish.reason();
            RuleViolation.require(reason != null && reason.strip().length() >= 2, "intake.export-reason-missing");
        }
        audit(wish);
        List<Object> head =
                new ArrayList<>(COLUMNS.stream().map(HotlineField::head).toList());
        for (String own : List.of("number", "street", "community", "category", "due", "kept")) {
            head.add(messages.getMessage("intake.export." + own, null, Locale.SIMPLIFIED_CHINESE));
        }
        writer.row(head);
        int count = 0;
        Instant after = Instant.parse("1900-01-01T00:00:00Z");
        String afterNumber = "";
        while (true) {
            List<Row> rows = page(wish, after, afterNumber);
            rows.forEach(row -> writer.row(cells(row, wish.contacts())));
            count += rows.size();
            done.accept(count);
            if (rows.size() < PAGE) {
                return count;
            }
            after = rows.get(rows.size() - 1).receivedAt();
            afterNumber = rows.get(rows.size() - 1).number();
        }
    }

    private void audit(ExportHotline wish) {
        events.publishEvent(new Recorded(
                "export",
                Ids.next(),
                null,
                null,
                null,
                clock.instant(),
                wish.contacts() ? "intake.event.exported-with-contacts" : "intake.event.exported",
                wish.contacts() ? List.of("requesterName", "requesterPhone") : List.of(),
                wish.contacts() ? wish.reason() : null));
    }

    private List<Row> page(ExportHotline wish, Instant after, String afterNumber) {
        return jdbc.sql("""
                        select h.number, h.received_at, c.title, c.description, h.opinion, h.due, h.urgency, h.category,
                               c.requester_name_sealed, c.requester_phone_sealed, c.address, h.place, c.confidential,
                               h.taken_by, h.channel, h.nature, a.status, u.name as unit_name, a.resolved_at, a.resolution,
                               c.number as case_number, case when a.id <> c.id then a.number end as kept_number, s.name as street_name, m.name as community_name,
                               k.name as category_name, a.due_at
                          from hotline_order h
                          join governance_case c on c.id = h.case_id
                          join governance_case a on a.id = coalesce(c.duplicate_of, c.id)
                          join unit u on u.id = a.holder_unit_id
                          left join area s on s.id = c.street_id
                          left join area m on m.id = c.community_id
                          left join category k on k.id = c.category_id
                         where h.source = :source
                           and h.received_at >= :from and h.received_at < :to
                           and (h.received_at > :after or h.received_at = :after and h.number > :number)
                         order by h.received_at, h.number
                         limit :limit
                        """)
                .param("source", wish.source())
                .param("from", day(wish.from() == null ? LocalDate.of(1900, 1, 1) : wish.from()))
                .param(
                        "to",
                        day(
                                wish.to() == null
                                        ? LocalDate.of(2200, 1, 1)
                                        : wish.to().plusDays(1)))
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("number", afterNumber)
                .param("limit", PAGE)
                .query(Row.class)
                .list();
    }

    private static java.time.OffsetDateTime day(LocalDate day) {
        return day.atStartOfDay(Zone.ID).toOffsetDateTime();
    }

    private List<@Nullable Object> cells(Row row, boolean contacts) {
        return Arrays.asList(
                row.number(),
                row.receivedAt(),
                row.title(),
                row.description(),
                row.opinion(),
                row.due(),
                row.urgency(),
                row.category(),
                contacts ? vault.open(row.requesterNameSealed()) : null,
                contacts ? vault.open(row.requesterPhoneSealed()) : null,
                row.address(),
                row.place(),
                label(row.confidential() ? "intake.export.yes" : "intake.export.no"),
                row.takenBy(),
                row.channel(),
                row.nature(),
                label("CaseStatus." + row.status()),
                row.unitName(),
                row.resolvedAt(),
                row.resolution(),
                row.caseNumber(),
                row.streetName(),
                row.communityName(),
                row.categoryName(),
                row.dueAt(),
                row.keptNumber());
    }

    private String label(String key) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, Locale.SIMPLIFIED_CHINESE));
    }

    /** Whether any order of this source is here. */
    @Transactional(readOnly = true)
    public boolean knows(String source) {
        return jdbc.sql("select exists (select 1 from hotline_order where source = ?)")
                .param(source)
                .query(Boolean.class)
                .single();
    }
}
