package org.shaodao.audit.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.Slice;
import org.shaodao.shared.Zone;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail as its administrator reads it. Every reading and every export is itself written down. */
@Service
@RequiredArgsConstructor
@Transactional
public class AuditReading {

    private static final int PAGE = 50;

    private static final String ROW = """
            select e.id, e.at, e.account_id, ac.login, p.name, e.role, u.name as unit, e.action, e.subject_type, e.subject_id,
                   e.fields, e.reason
              from audit_entry e
              left join account ac on ac.id = e.account_id
              left join person p on p.id = ac.person_id
              left join unit u on u.id = e.unit_id
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate template;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** One row: who did what to which thing; the action is a message key. */
    public record Row(
            long id,
            Instant at,
            @Nullable String login,
            @Nullable String name,
            @Nullable String role,
            @Nullable String unit,
            String action,
            String subjectType,
            @Nullable UUID subject,
            @Nullable String fields,
            @Nullable String reason) {}

    /** One page, newest first; {@code after} is the number of the last row seen. */
    public Slice<Row> page(AuditFilter filter, @Nullable String after, Actor by) {
        requireAuditor(by);
        tell(by, "audit.event.read", filter);
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, values);
        if (after != null && after.matches("[0-9]{1,18}")) {
            where += " and e.id < :after";
            values.put("after", Long.parseLong(after));
        }
        List<Row> rows = jdbc.sql(ROW + where + " order by e.id desc limit " + (PAGE + 1))
                .params(values)
                .query(AuditReading::row)
                .list();
        boolean more = rows.size() > PAGE;
        List<Row> shown = more ? rows.subList(0, PAGE) : rows;
        return new Slice<>(shown, more ? String.valueOf(shown.get(PAGE - 1).id()) : null);
    }

    /** All rows of the filter, newest first, handed over one by one. */
    public void export(AuditFilter filter, Actor by, Consumer<Row> to) {
        requireAuditor(by);
        tell(by, "audit.event.exported", filter);
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, values);
        template.query(
                ROW + where + " order by e.id desc",
                new MapSqlParameterSource(values),
                (org.springframework.jdbc.core.RowCallbackHandler) row -> to.accept(row(row, 0)));
    }

    /** The actions that occur, in order of their keys. */
    public List<String> actions(Actor by) {
        requireAuditor(by);
        return jdbc.sql("""
                with recursive step as (
                    (select action from audit_entry order by action limit 1)
                    union all
                    select (select action from audit_entry e where e.action > step.action order by action limit 1)
                      from step where step.action is not null)
                select action from step where action is not null
                """).query(String.class).list();
    }

    private static String where(AuditFilter filter, Map<String, Object> values) {
        StringBuilder where = new StringBuilder(" where true");
        if (filter.from() != null) {
            where.append(" and e.at >= :from");
            values.put(
                    "from", Timestamp.from(filter.from().atStartOfDay(Zone.ID).toInstant()));
        }
        if (filter.to() != null) {
            where.append(" and e.at < :to");
            values.put(
                    "to",
                    Timestamp.from(filter.to().plusDays(1).atStartOfDay(Zone.ID).toInstant()));
        }
        if (AuditFilter.isSet(filter.account())) {
            where.append(" and e.account_id = (select id from account where lower(login) = :account)");
            values.put("account", String.valueOf(filter.account()).strip().toLowerCase(Locale.ROOT));
        }
        if (AuditFilter.isSet(filter.action())) {
            where.append(" and e.action = :action");
            values.put("action", String.valueOf(filter.action()));
        }
        if (AuditFilter.isSet(filter.subject())) {
            String subject = String.valueOf(filter.subject()).strip();
            if (subject.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
                where.append(" and e.subject_id = :subject");
                values.put("subject", UUID.fromString(subject));
            } else {
                where.append(" and e.subject_id = (select id from governance_case where number = :subject)");
                values.put("subject", subject);
            }
        }
        return where.toString();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("login"),
                row.getString("name"),
                row.getString("role"),
                row.getString("unit"),
                row.getString("action"),
                row.getString("subject_type"),
                row.getObject("subject_id", UUID.class),
                row.getString("fields"),
                row.getString("reason"));
    }

    private void tell(Actor by, String key, AuditFilter filter) {
        events.publishEvent(new Recorded(
                "audit",
                by.account().value(),
                by.account().value(),
                Role.AUDIT_ADMINISTRATOR.name(),
                null,
                clock.instant(),
                key,
                filter.used(),
                null));
    }

    private static void requireAuditor(Actor by) {
        if (!by.has(Role.AUDIT_ADMINISTRATOR)) {
            throw new Forbidden("audit.function");
        }
    }
}
