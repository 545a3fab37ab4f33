package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Long texts somebody is still writing, kept per account, form and field until the form was taken: they outlive the tab,
 * the session and the server (U12). Nobody but their writer reads them.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class TextDrafts {

    /** How long an abandoned text is kept. */
    static final Duration KEPT = Duration.ofDays(14);

    /** Texts one account may have open. */
    private static final int MOST = 50;

    private static final int LONGEST = 2 * PlainText.LONG;
    private static final Pattern FORM = Pattern.compile("/[A-Za-z0-9/_.-]{1,200}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private final JdbcClient jdbc;
    private final Clock clock;

    private record Kept(String field, String text) {}

    /** The kept texts of a form by field; empty for a form that is no address. */
    @Transactional(readOnly = true)
    public Map<String, String> of(Actor actor, String form) {
        Map<String, String> texts = new LinkedHashMap<>();
        jdbc.sql("select field, text from text_draft where account_id = ? and form = ? order by field")
                .params(actor.account().value(), form)
                .query(Kept.class)
                .list()
                .forEach(kept -> texts.put(kept.field(), kept.text()));
        return texts;
    }

    /**
     * Keeps the text of one field as it stands; an empty one is forgotten. Throws {@link RuleViolation} for a form or
     * field that is none, a text beyond twice the longest of a case, and more than fifty open texts.
     */
    public void keep(Actor actor, String form, String field, @Nullable String text) {
        RuleViolation.require(
                FORM.matcher(form).matches() && FIELD.matcher(field).matches(), "casework.draft.unreadable");
        String typed = text == null ? "" : text.replace("\u0000", "");
        if (typed.isBlank()) {
            jdbc.sql("delete from text_draft where account_id = ? and form = ? and field = ?")
                    .params(actor.account().value(), form, field)
                    .update();
            return;
        }
        RuleViolation.require(typed.length() <= LONGEST, "casework.draft.too-long", LONGEST);
        RuleViolation.require(others(actor, form, field) < MOST, "casework.draft.too-many", MOST);
        jdbc.sql("""
                        insert into text_draft (account_id, form, field, text, at) values (?, ?, ?, ?, ?)
                        on conflict (account_id, form, field) do update set text = excluded.text, at = excluded.at
                        """)
                .params(
                        actor.account().value(),
                        form,
                        field,
                        typed,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets the texts of a form: it was taken. */
    public void drop(Actor actor, String form) {
        jdbc.sql("delete from text_draft where account_id = ? and form = ?")
                .params(actor.account().value(), form)
                .update();
    }

    private long others(Actor actor, String form, String field) {
        return jdbc.sql("select count(*) from text_draft where account_id = ? and not (form = ? and field = ?)")
                .params(actor.account().value(), form, field)
                .query(Long.class)
                .single();
    }
}
