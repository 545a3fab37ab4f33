package org.shaodao.suggestion.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.suggestion.Suggestion;
import org.shaodao.suggestion.SuggestionId;
import org.shaodao.suggestion.SuggestionKind;
import org.shaodao.suggestion.SuggestionState;
import org.shaodao.suggestion.Suggestions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people say about the platform. Everybody writes and reads his own; the system administrator reads and answers
 * all, the district supervisor those of his district.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class SuggestionBox {

    /** Rows of a list. */
    public static final int PAGE = 50;

    private static final String SELECT = """
            select s.id, s.kind, s.text, s.state, s.submitted_at, p.name as writer, hp.name as handler, s.answer,
                   s.answered_at, s.version
              from suggestion s
              join account a on a.id = s.account_id
              join person p on p.id = a.person_id
              left join account h on h.id = s.handler_id
              left join person hp on hp.id = h.person_id
            """;

    private final Suggestions suggestions;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One suggestion as it is shown. */
    public record Row(
            SuggestionId id,
            SuggestionKind kind,
            String text,
            SuggestionState state,
            Instant submittedAt,
            String writer,
            @Nullable String handler,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            long version) {}

    /** Whether this person answers other people's suggestions. */
    public static boolean answers(Actor actor) {
        return actor.has(Role.SYSTEM_ADMINISTRATOR, Role.DISTRICT_SUPERVISOR);
    }

    /** One's own, newest first. */
    @Transactional(readOnly = true)
    public List<Row> own(Actor actor) {
        return jdbc.sql(SELECT + " where s.account_id = ? order by s.submitted_at desc, s.id limit " + PAGE)
                .param(actor.account().value())
                .query(Row.class)
                .list();
    }

    /** Those this person has to answer, or all within reach; oldest waiting first. Throws {@link Forbidden} for others. */
    @Transactional(readOnly = true)
    public List<Row> toAnswer(Actor actor, boolean openOnly) {
        if (!answers(actor)) {
            throw new Forbidden("suggestion.title");
        }
        Map<String, Object> params = new HashMap<>();
        String state = openOnly ? " and s.state in ('SUBMITTED','IN_HAND')" : "";
        return jdbc.sql(SELECT + " where " + reach(actor, params) + state
                        + (openOnly ? " order by s.submitted_at, s.id" : " order by s.submitted_at desc, s.id")
                        + " limit " + PAGE)
                .params(params)
                .query(Row.class)
                .list();
    }

    /** One of them; throws {@link NotFound} for what is neither own nor within reach. */
    @Transactional(readOnly = true)
    public Row find(Actor actor, SuggestionId id) {
        Map<String, Object> params = new HashMap<>();
        String reach = answers(actor) ? reach(actor, params) : "false";
        params.put("id", id.value());
        params.put("me", actor.account().value());
        return jdbc.sql(SELECT + " where s.id = :id and (s.account_id = :me or " + reach + ")")
                .params(params)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new NotFound("suggestion"));
    }

    /** Whether it is one's own. */
    @Transactional(readOnly = true)
    public boolean isOwn(Actor actor, SuggestionId id) {
        return suggestions
                .findById(id)
                .filter(found -> found.getAccountId().equals(actor.account()))
                .isPresent();
    }

    /** Hands one in; throws {@link RuleViolation} for fewer than 5 or more than 2,000 characters or a missing kind. */
    public SuggestionId submit(Actor actor, @Nullable SuggestionKind kind, @Nullable String text) {
        String said = PlainText.checked(text, 5, 2000, "text");
        SuggestionKind wanted =
                Optional.ofNullable(kind).orElseThrow(() -> new RuleViolation("suggestion.kind-missing"));
        SuggestionId id = SuggestionId.next();
        suggestions.save(Suggestion.submit(id, actor.account(), district(actor), wanted, said, now()));
        return id;
    }

    /** Takes it up. Throws {@link NotFound} out of reach, {@link Conflict} when it moved since it was read. */
    public void takeUp(Actor actor, SuggestionId id, long version) {
        Suggestion found = answerable(actor, id, version);
        found.takeUp(actor.account(), now());
        suggestions.save(found);
    }

    /** Answers it; throws as {@link #takeUp}, and {@link RuleViolation} for fewer than 2 or more than 2,000 characters. */
    public void answer(Actor actor, SuggestionId id, long version, @Nullable String words) {
        Suggestion found = answerable(actor, id, version);
        found.answer(PlainText.checked(words, 2, 2000, "answer"), actor.account(), now());
        suggestions.save(found);
    }

    /** The writer takes it back; throws {@link NotFound} for anybody else's. */
    public void withdraw(Actor actor, SuggestionId id, long version) {
        Suggestion found = suggestions
                .findById(id)
                .filter(one -> one.getAccountId().equals(actor.account()))
                .orElseThrow(() -> new NotFound("suggestion"));
        requireUnmoved(found, version);
        found.withdraw(now());
        suggestions.save(found);
    }

    private Suggestion answerable(Actor actor, SuggestionId id, long version) {
        Row seen = find(actor, id);
        if (!answers(actor)) {
            throw new Forbidden("suggestion.title");
        }
        Suggestion found = suggestions.findById(seen.id()).orElseThrow(() -> new NotFound("suggestion"));
        requireUnmoved(found, version);
        return found;
    }

    private static void requireUnmoved(Suggestion found, long version) {
        if (found.version() != version) {
            throw new Conflict(null, "suggestion.event." + found.getState().name(), null);
        }
    }

    /** What an answering person reaches, as a condition on {@code s}. */
    private static String reach(Actor actor, Map<String, Object> params) {
        if (actor.has(Role.SYSTEM_ADMINISTRATOR)) {
            return "true";
        }
        List<UUID> districts = actor.postsWith(Role.DISTRICT_SUPERVISOR).stream()
                .map(PostGrant::areaId)
                .filter(java.util.Objects::nonNull)
                .map(AreaId::value)
                .toList();
        params.put("districts", districts);
        return districts.isEmpty() ? "false" : "s.district_id in (:districts)";
    }

    private @Nullable AreaId district(Actor actor) {
        for (PostGrant post : actor.posts()) {
            if (post.areaId() != null) {
                AreaId district = places.place(post.areaId()).districtId();
                if (district != null) {
                    return district;
                }
            }
        }
        return null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
