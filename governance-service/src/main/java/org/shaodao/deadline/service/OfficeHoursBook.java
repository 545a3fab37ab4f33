package org.shaodao.deadline.service;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.DayKind;
import org.shaodao.deadline.OfficeHours;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Office hours by season and on single days (rulings 9). Each change is a new version of the calendar, after which the
 * running clocks are counted again. {@code actor} is always the acting account.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class OfficeHoursBook {

    private final CalendarVersions versions;
    private final JdbcClient jdbc;

    /** Hours that begin on a day of the year, given as MM-DD, and hold until the next season. */
    public record Season(String validFrom, String hours) {}

    /** A working day with hours of its own. */
    public record HalfDay(LocalDate day, @Nullable String name, String hours) {}

    /** The seasons in the order of the year. */
    @Transactional(readOnly = true)
    public List<Season> seasons() {
        return jdbc.sql("select valid_from, hours from office_hours order by valid_from")
                .query(Season.class)
                .list();
    }

    /** Days with hours of their own from this day on, at most 100. */
    @Transactional(readOnly = true)
    public List<HalfDay> halfDays(LocalDate from) {
        return jdbc.sql(
                        "select day, name, hours from calendar_day where hours is not null and day >= ? order by day limit 100")
                .param(from)
                .query(HalfDay.class)
                .list();
    }

    /**
     * Sets the hours that begin on this day of the year. Throws {@link RuleViolation} where date or hours cannot be read.
     *
     * @param from MM-DD
     * @param hours for example {@code 08:30-12:00,14:30-18:00}
     */
    public void setSeason(String from, String hours, UUID actor) {
        String day = day(from);
        jdbc.sql("""
                        insert into office_hours (valid_from, hours) values (:from, :hours)
                        on conflict (valid_from) do update set hours = excluded.hours
                        """)
                .param("from", day)
                .param("hours", OfficeHours.of(hours).toString())
                .update();
        changed(day, actor);
    }

    /** Removes a season; throws {@link RuleViolation} for the only one. Nothing happens where there is none. */
    public void removeSeason(String from, UUID actor) {
        List<Season> seasons = seasons();
        if (seasons.stream().anyMatch(season -> season.validFrom().equals(from))) {
            RuleViolation.require(seasons.size() > 1, "deadline.hours.last-season");
            jdbc.sql("delete from office_hours where valid_from = ?")
                    .param(from)
                    .update();
            changed(from, actor);
        }
    }

    /**
     * Gives a working day hours of its own, or, without hours, those of its season again. Throws {@link RuleViolation} for
     * a day that is not in the calendar or not worked.
     */
    public void setDay(LocalDate day, @Nullable String hours, UUID actor) {
        DayKind kind = jdbc.sql("select kind from calendar_day where day = ?")
                .param(day)
                .query(String.class)
                .optional()
                .map(code -> DayKind.valueOf(code.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> new RuleViolation("deadline.hours.day-unknown", day.toString()));
        RuleViolation.require(kind.isWorking(), "deadline.hours.day-off", day.toString());
        boolean own = hours != null && !hours.isBlank();
        jdbc.sql("update calendar_day set hours = :hours where day = :day")
                .param("hours", own ? OfficeHours.of(hours == null ? "" : hours).toString() : null)
                .param("day", day)
                .update();
        changed(day.toString(), actor);
    }

    private void changed(String what, UUID actor) {
        UUID subject = UUID.nameUUIDFromBytes(("hours " + what).getBytes(StandardCharsets.UTF_8));
        versions.next(what, subject, actor, "deadline.event.hours-changed");
    }

    private static String day(String typed) {
        try {
            return MonthDay.parse("--" + typed.strip().replace('/', '-')).format(DateTimeFormatter.ofPattern("MM-dd"));
        } catch (DateTimeException unreadable) {
            throw new RuleViolation("deadline.hours.from-invalid", typed);
        }
    }
}
