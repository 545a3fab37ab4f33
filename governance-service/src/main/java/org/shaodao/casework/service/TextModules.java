package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts that are written again and again: one's own and those of one's unit, for any action and category or for one.
 * Whoever acts for a unit may change the unit's texts; every change of those is recorded.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class TextModules {

    /** Texts one account, or one unit, may keep. */
    public static final int MOST = 60;

    private static final String SELECT = """
            select t.id, t.name, t.action, t.category_id, k.name as category, u.name as unit, t.text, t.version
              from text_module t
              left join category k on k.id = t.category_id
              left join unit u on u.id = t.unit_id
             where (t.account_id = :account or t.unit_id in (:units))
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** One text; {@code unit} is the unit's name where it belongs to one, {@code action} null = for all. */
    public record TextModule(
            UUID id,
            String name,
            @Nullable CaseAction action,
            @Nullable CategoryId categoryId,
            @Nullable String category,
            @Nullable String unit,
            String text,
            long version) {

        /** Whether it fits this action. */
        public boolean fits(CaseAction wanted) {
            return action == null || action == wanted;
        }
    }

    /**
     * What somebody typed. {@code version} counts for a text that exists.
     *
     * @param ofUnit whether it is for everybody of the unit
     */
    public record Wanted(
            @Nullable String name,
            boolean ofUnit,
            @Nullable CaseAction action,
            @Nullable CategoryId category,
            @Nullable String text,
            long version) {}

    /** Every text this person may use, the own ones first. */
    @ReadsOnly
    public List<TextModule> of(Actor actor) {
        return select(actor, " order by t.account_id nulls last, t.name, t.id");
    }

    /** Those for a case of this category. */
    @ReadsOnly
    public List<TextModule> of(Actor actor, @Nullable CategoryId category) {
        return of(actor).stream()
                .filter(module ->
                        module.categoryId() == null || module.categoryId().equals(category))
                .toList();
    }

    /** One of them; throws {@link NotFound} for anything else. */
    @ReadsOnly
    public TextModule find(Actor actor, UUID id) {
        return of(actor).stream()
                .filter(module -> module.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("text"));
    }

    /** A new text; throws {@link RuleViolation} for a missing name or text, no unit, or more than {@link #MOST}. */
    public void add(Actor actor, Wanted wanted) {
        UUID unit = wanted.ofUnit() ? unit(actor) : null;
        UUID id = Ids.at(clock.instant());
        long there = jdbc.sql("select count(*) from text_module where account_id = :account or unit_id = :unit")
                .param("account", unit == null ? actor.account().value() : null)
                .param("unit", unit)
                .query(Long.class)
                .single();
        RuleViolation.require(there < MOST, "casework.text.too-many", MOST);
        jdbc.sql("""
                        insert into text_module (id, account_id, unit_id, name, action, category_id, text, saved_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                        """)
                .params(Arrays.asList(
                        id,
                        unit == null ? actor.account().value() : null,
                        unit,
                        name(wanted),
                        action(wanted),
                        category(wanted),
                        text(wanted),
                        now().atOffset(ZoneOffset.UTC)))
                .update();
        record(actor, id, unit != null);
    }

    /** Changes a text; throws {@link NotFound} for a foreign one and {@link Conflict} when it changed meanwhile. */
    public void change(Actor actor, UUID id, Wanted wanted) {
        TextModule module = find(actor, id);
        int changed = jdbc.sql("""
                        update text_module set name = ?, action = ?, category_id = ?, text = ?, saved_at = ?, version = version + 1
                         where id = ? and version = ?
                        """)
                .params(Arrays.asList(
                        name(wanted),
                        action(wanted),
                        category(wanted),
                        text(wanted),
                        now().atOffset(ZoneOffset.UTC),
                        id,
                        wanted.version()))
                .update();
        if (changed == 0) {
            throw new Conflict(null, "casework.text.saved", null);
        }
        record(actor, id, module.unit() != null);
    }

    /** Throws a text away; throws {@link NotFound} for a foreign one. */
    public void delete(Actor actor, UUID id) {
        TextModule module = find(actor, id);
        jdbc.sql("delete from text_module where id = ?").param(id).update();
        record(actor, id, module.unit() != null);
    }

    private List<TextModule> select(Actor actor, String order) {
        List<UUID> units = actor.units().stream().map(UnitId::value).toList();
        return jdbc.sql(SELECT + order)
                .param("account", actor.account().value())
                .param("units", units.isEmpty() ? List.of(new UUID(0, 0)) : units)
                .query(TextModule.class)
                .list();
    }

    private static UUID unit(Actor actor) {
        return actor.posts().stream()
                .flatMap(post -> post.unitId() == null
                        ? java.util.stream.Stream.empty()
                        : java.util.stream.Stream.of(post.unitId().value()))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("casework.text.no-unit"));
    }

    private static String name(Wanted wanted) {
        return PlainText.checked(wanted.name(), 1, 20, "name");
    }

    private static String text(Wanted wanted) {
        return PlainText.checked(wanted.text(), 2, 2000, "text");
    }

    private static @Nullable String action(Wanted wanted) {
        return wanted.action() == null ? null : wanted.action().name();
    }

    private static @Nullable UUID category(Wanted wanted) {
        return wanted.category() == null ? null : wanted.category().value();
    }

    private void record(Actor actor, UUID id, boolean ofUnit) {
        if (ofUnit) {
            events.publishEvent(new Recorded(
                    "text-module",
                    id,
                    actor.account().value(),
                    actor.posts().isEmpty() ? null : actor.posts().get(0).role().name(),
                    actor.posts().isEmpty() || actor.posts().get(0).unitId() == null ? null : unit(actor),
                    now(),
                    "casework.text.saved",
                    List.of("text"),
                    null));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
