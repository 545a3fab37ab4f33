package org.shaodao.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Zone;
import org.springframework.context.MessageSource;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What templates may ask beside their own model, under the name {@code ui}: who is signed in, the menu, words for
 * constants, dates the way officials read them, the present address with one filter changed. Everything is worked out
 * on first use, so that a redirect or a file costs nothing.
 */
public final class Ui {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Zone.ID);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(Zone.ID);

    private final HttpServletRequest request;
    private final Function<HttpServletRequest, Locale> locales;
    private final Function<HttpServletRequest, Optional<Actor>> actors;
    private final ToIntBiFunction<Actor, String> counts;
    private final ToIntFunction<Actor> notices;
    private final MessageSource messages;
    private final Clock clock;

    private @Nullable Optional<Actor> actor;
    private final Map<String, Integer> newWork = new HashMap<>();
    private @Nullable Integer unread;
    private boolean quiet;

    Ui(
            HttpServletRequest request,
            Function<HttpServletRequest, Locale> locales,
            Function<HttpServletRequest, Optional<Actor>> actors,
            ToIntBiFunction<Actor, String> counts,
            ToIntFunction<Actor> notices,
            MessageSource messages,
            Clock clock) {
        this.request = request;
        this.locales = locales;
        this.actors = actors;
        this.counts = counts;
        this.notices = notices;
        this.messages = messages;
        this.clock = clock;
    }

    /** From here on the page is drawn without asking anybody: the platform itself is in trouble. */
    void becomeQuiet() {
        quiet = true;
        if (actor == null) {
            actor = Optional.empty();
        }
        unread = 0;
    }

    /** Whether the page must do without the database. */
    public boolean isQuiet() {
        return quiet;
    }

    // ---- who and where

    /** Who is signed in, or null. */
    public @Nullable Actor getActor() {
        if (actor == null) {
            actor = actors.apply(request);
        }
        return actor.orElse(null);
    }

    public boolean isSignedIn() {
        return getActor() != null;
    }

    /** Whether the person signed in works with a phone in a grid. */
    public boolean isField() {
        Actor who = getActor();
        return who != null && Menu.isField(who);
    }

    public List<MenuItem> getMenu() {
        Actor who = getActor();
        return who == null ? List.of() : Menu.of(who, path());
    }

    /** The few entries of the bar at the foot of a phone. */
    public List<MenuItem> getPhoneMenu() {
        return getMenu().stream().limit(4).toList();
    }

    /** How much new work waits behind a menu entry; 0 while nobody is signed in or nobody counts. */
    public int newWork(MenuItem item) {
        Actor who = quiet || !item.counted() ? null : getActor();
        return who == null ? 0 : newWork.computeIfAbsent(item.href(), href -> counts.applyAsInt(who, href));
    }

    /** How many notices are unread, counted up to 100; 0 while nobody is signed in or nobody counts. */
    public int getUnread() {
        if (unread == null) {
            Actor who = getActor();
            unread = who == null ? 0 : notices.applyAsInt(who);
        }
        return unread;
    }

    // ---- words

    /** The language tag of this page. */
    public String getLang() {
        return locale().toLanguageTag();
    }

    public boolean isChinese() {
        return Languages.CHINESE.equals(locale());
    }

    /** The sentence of a key. */
    public String text(String key, @Nullable Object... arguments) {
        String text = messages.getMessage(key, arguments, key, locale());
        return text == null ? key : text;
    }

    /** The word for a constant: message {@code SimpleName.CONSTANT}. Null gives "". */
    public String label(@Nullable Enum<?> constant) {
        return constant == null ? "" : text(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }

    /** The look of a constant that is a state: {@code good}, {@code wait}, {@code busy}, {@code warn}, {@code done}. */
    public String tone(@Nullable Object constant) {
        return Tone.of(String.valueOf(constant)).style();
    }

    /** The sign that goes with {@link #tone}. */
    public String toneIcon(@Nullable Object constant) {
        return Tone.of(String.valueOf(constant)).icon();
    }

    // ---- time

    public Instant getNow() {
        return clock.instant();
    }

    /** yyyy-MM-dd HH:mm in the zone of the platform; null gives "". */
    public String time(@Nullable Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }

    /** The date alone. */
    public String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at);
    }

    /** The date alone. */
    public String date(@Nullable LocalDate day) {
        return day == null ? "" : DateTimeFormatter.ISO_LOCAL_DATE.format(day);
    }

    /** How long ago, in words; a date from a month on. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        Duration past = Duration.between(at, clock.instant());
        if (past.isNegative()) {
            return time(at);
        }
        if (past.toMinutes() < 1) {
            return text("time.just-now");
        }
        return past.toDays() > 30 ? time(at) : text("time.ago", amount(past));
    }

    /** What is left until a due time, or how long it is past, in words. */
    public String left(@Nullable Instant due) {
        if (due == null) {
            return "";
        }
        Duration left = Duration.between(clock.instant(), due);
        return left.isNegative() ? text("time.over", amount(left.negated())) : text("time.left", amount(left));
    }

    /** A length of time with its two largest units. */
    public String amount(Duration length) {
        long days = length.toDays();
        long hours = length.toHoursPart();
        if (days > 9 || (days > 0 && hours == 0)) {
            return text("time.days", days);
        }
        if (days > 0) {
            return text("time.days-hours", days, hours);
        }
        if (length.toHours() > 0) {
            return text("time.hours", length.toHours());
        }
        return text("time.minutes", Math.max(1, length.toMinutes()));
    }

    /** Good morning, afternoon or evening. */
    public String getGreeting() {
        LocalTime time = LocalTime.ofInstant(clock.instant(), Zone.ID);
        String part = time.getHour() < 12 ? "morning" : time.getHour() < 18 ? "afternoon" : "evening";
        return text("greeting." + part);
    }

    // ---- addresses

    /** The path of this page. */
    public String getPath() {
        return path();
    }

    /** The present address with one parameter set (or taken out by null or ""); a new filter starts at the first page. */
    public String with(String parameter, @Nullable Object value) {
        UriComponentsBuilder address = address();
        if (!parameter.equals("after")) {
            address.replaceQueryParam("after");
        }
        if (value == null || value.toString().isEmpty()) {
            address.replaceQueryParam(parameter);
        } else {
            address.replaceQueryParam(parameter, "{value}");
            return address.encode().buildAndExpand(value.toString()).toUriString();
        }
        return address.build().toUriString();
    }

    /** Whether the present address carries a parameter with this value. */
    public boolean isNow(String parameter, @Nullable Object value) {
        String present = request.getParameter(parameter);
        String wanted = value == null ? "" : value.toString();
        return wanted.isEmpty() ? present == null || present.isEmpty() : wanted.equals(present);
    }

    /** This page in the other language; the answer to a form leads to the first page instead. */
    public String inLanguage(String tag) {
        return "GET".equals(request.getMethod()) && request.getAttribute("jakarta.servlet.error.status_code") == null
                ? with("lang", tag)
                : request.getContextPath() + "/?lang=" + tag;
    }

    private UriComponentsBuilder address() {
        String path = "/" + request.getRequestURI().replaceFirst("^[/\\\\]+", "");
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(path);
        String query = request.getQueryString();
        return query == null || !"GET".equals(request.getMethod())
                ? address
                : address.query(query.replaceAll("[{}]", ""));
    }

    private String path() {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private Locale locale() {
        return locales.apply(request);
    }
}
