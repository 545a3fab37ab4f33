package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.deadline.CalendarDay;
import org.shaodao.deadline.DayKind;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.CalendarArrivals;
import org.shaodao.deadline.service.CalendarYears;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.shared.Zone;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The working calendar by years, and the file it comes from. */
@Controller
@RequestMapping("/calendar")
@RequiredArgsConstructor
class CalendarController {

    private static final ImportPage IMPORT = new ImportPage(
            "deadline.import", "/calendar/import", "/calendar", "/calendar/file", ".csv,.xlsx", List.of());

    private final Calendars calendars;
    private final CalendarYears years;
    private final CalendarArrivals arrivals;
    private final Clock clock;

    /** @param day null pads the first and last week */
    record Cell(
            @Nullable LocalDate day, DayKind kind, @Nullable String name, boolean known, boolean today) {}

    record Month(int number, int workingDays, List<List<Cell>> weeks) {}

    @GetMapping
    String show(@RequestParam(required = false) @Nullable Integer year, @CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireReader(actor);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.ID);
        int shown = year == null ? today.getYear() : Math.max(2000, Math.min(2100, year));
        WorkingCalendar calendar = calendars.current();
        List<Month> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            months.add(month(calendar, YearMonth.of(shown, month), today));
        }
        model.addAttribute("year", shown);
        model.addAttribute("months", months);
        model.addAttribute(
                "workingDays", months.stream().mapToInt(Month::workingDays).sum());
        model.addAttribute("known", calendar.knows(shown));
        model.addAttribute("years", years.known());
        model.addAttribute("nextYear", calendar.knows(today.getYear() + 1) ? null : today.getYear() + 1);
        model.addAttribute("late", today.getMonthValue() >= 11);
        model.addAttribute("hours", calendar.hours(today).toString());
        model.addAttribute("version", calendar.version());
        model.addAttribute("arrival", arrivals.latest().orElse(null));
        model.addAttribute("editable", actor.has(Role.DISTRICT_SUPERVISOR));
        return "catalogue/calendar";
    }

    @GetMapping("/file")
    ResponseEntity<byte[]> file(@RequestParam(required = false) @Nullable Integer year, @CurrentActor Actor actor) {
        CatalogueEditing.requireReader(actor);
        int wanted = year == null
                ? LocalDate.ofInstant(clock.instant(), Zone.ID).getYear()
                : Math.max(2000, Math.min(2100, year));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        years.write(wanted, out);
        return Downloads.csv("calendar-" + wanted + ".csv", out.toByteArray());
    }

    @GetMapping("/import")
    String importForm(@CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.show(model);
    }

    @PostMapping("/import")
    String importFile(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @CurrentActor Actor actor,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.take(
                file,
                sent -> result(years.read(sent, dryRun, actor.account().value())),
                dryRun,
                model,
                flash,
                response);
    }

    private static ImportPage.Result result(CalendarYears.Outcome outcome) {
        if (outcome.isRefused()) {
            return new ImportPage.Result(
                    true,
                    "catalogue.import.refused",
                    new Object[] {outcome.problems().size()},
                    outcome.problems());
        }
        return new ImportPage.Result(
                false,
                outcome.dryRun() ? "deadline.import.would" : "deadline.import.done",
                new Object[] {
                    Integer.toString(outcome.year()), outcome.holidays(), outcome.makeUpDays(), outcome.changedDays()
                },
                outcome.problems());
    }

    private static Month month(WorkingCalendar calendar, YearMonth month, LocalDate today) {
        List<List<Cell>> weeks = new ArrayList<>();
        LocalDate first = month.atDay(1);
        LocalDate day = first.minusDays(first.getDayOfWeek().getValue() - 1L);
        int working = 0;
        while (!day.isAfter(month.atEndOfMonth())) {
            List<Cell> week = new ArrayList<>();
            for (int i = 0; i < 7; i++, day = day.plusDays(1)) {
                boolean inside = YearMonth.from(day).equals(month);
                CalendarDay known = calendar.day(day).orElse(null);
                boolean worked = calendar.isWorking(day);
                working += inside && worked ? 1 : 0;
                DayKind kind = known != null ? known.kind() : worked ? DayKind.WORKDAY : DayKind.WEEKEND;
                week.add(new Cell(
                        inside ? day : null,
                        kind,
                        known == null ? null : known.name(),
                        known != null,
                        day.equals(today)));
            }
            weeks.add(week);
        }
        return new Month(month.getMonthValue(), working, weeks);
    }
}
