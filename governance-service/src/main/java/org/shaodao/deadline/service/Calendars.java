package org.shaodao.deadline.service;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.CalendarDay;
import org.shaodao.deadline.DayKind;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.OfficeHours;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The calendar and the limit classes in force. Both are kept in memory; another node's change is seen within
 * {@value #FRESH_SECONDS} seconds, one's own at once.
 */
@Service
@RequiredArgsConstructor
public class Calendars {

    private static final int FRESH_SECONDS = 5;

    private final JdbcClient jdbc;

    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(WorkingCalendar calendar, Map<String, LimitClass> classes, long readAt) {}

    private record DayRow(
            LocalDate day,
            String kind,
            @Nullable String name,
            @Nullable String hours) {}

    private record SeasonRow(String validFrom, String hours) {}

    private record ClassRow(
            String code,
            LimitMode handlingMode,
            int handlingAmount,
            LimitMode contactMode,
            int contactAmount,
            LimitMode signMode,
            int signAmount,
            LimitMode acceptMode,
            int acceptAmount) {

        LimitClass toLimitClass() {
            return new LimitClass(
                    code,
                    new Limit(handlingMode, handlingAmount),
                    new Limit(contactMode, contactAmount),
                    new Limit(signMode, signAmount),
                    new Limit(acceptMode, acceptAmount));
        }
    }

    /** The working calendar in force. */
    public WorkingCalendar current() {
        return fresh().calendar();
    }

    /** The class with this code; throws {@link RuleViolation} {@code deadline.limit-class-unknown} when there is none. */
    public LimitClass limitClass(String code) {
        LimitClass found = fresh().classes().get(code);
        if (found == null) {
            throw new RuleViolation("deadline.limit-class-unknown", code);
        }
        return found;
    }

    /** All classes, the most pressing first. */
    public List<LimitClass> limitClasses() {
        return List.copyOf(fresh().classes().values());
    }

    /** Forgets what was read; the next caller reads again. */
    public void refresh() {
        snapshot = null;
    }

    private Snapshot fresh() {
        Snapshot known = snapshot;
        long now = System.nanoTime();
        if (known != null && now - known.readAt() < FRESH_SECONDS * 1_000_000_000L) {
            return known;
        }
        Map<String, LimitClass> classes = readClasses();
        WorkingCalendar calendar =
                known != null && known.calendar().version() == readVersion() ? known.calendar() : readCalendar();
        Snapshot read = new Snapshot(calendar, classes, now);
        snapshot = read;
        return read;
    }

    private int readVersion() {
        return jdbc.sql("select coalesce(max(number), 0) from calendar_version")
                .query(Integer.class)
                .single();
    }

    private WorkingCalendar readCalendar() {
        int version = readVersion();
        List<CalendarDay> days =
                jdbc.sql("select day, kind, name, hours from calendar_day").query(DayRow.class).list().stream()
                        .map(row -> new CalendarDay(
                                row.day(),
                                DayKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                                row.name(),
                                row.hours() == null ? null : OfficeHours.of(row.hours())))
                        .toList();
        Map<MonthDay, OfficeHours> seasons = new LinkedHashMap<>();
        for (SeasonRow row : jdbc.sql("select valid_from, hours from office_hours")
                .query(SeasonRow.class)
                .list()) {
            seasons.put(MonthDay.parse("--" + row.validFrom()), OfficeHours.of(row.hours()));
        }
        return new WorkingCalendar(version, days, seasons);
    }

    private Map<String, LimitClass> readClasses() {
        Map<String, LimitClass> classes = new LinkedHashMap<>();
        jdbc.sql("""
                        select code, handling_mode, handling_amount, contact_mode, contact_amount,
                               sign_mode, sign_amount, accept_mode, accept_amount
                          from limit_class
                         order by position
                        """).query(ClassRow.class).list().forEach(row -> classes.put(row.code(), row.toLimitClass()));
        return Collections.unmodifiableMap(classes);
    }
}
