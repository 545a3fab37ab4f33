package org.shaodao.casework.service;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How somebody works at a desk: where to go when a case is done, and whether single keys act. */
@Service
@RequiredArgsConstructor
@Transactional
public class DeskSettings {

    /** Where the desk goes after a verb was done. */
    public enum AfterDone {
        NEXT,
        LIST,
        STAY
    }

    /** The habits of one account. */
    public record Habits(AfterDone afterDone, boolean keys) {

        /** What holds until somebody chooses. */
        public static final Habits USUAL = new Habits(AfterDone.NEXT, true);
    }

    private final JdbcClient jdbc;

    /** What the account chose, or the usual. */
    @ReadsOnly
    public Habits of(Actor actor) {
        Optional<Habits> chosen = jdbc.sql("select after_done, keys from desk_setting where account_id = ?")
                .param(actor.account().value())
                .query(Habits.class)
                .optional();
        return chosen.orElse(Habits.USUAL);
    }

    /** Keeps a choice. */
    public void choose(Actor actor, Habits habits) {
        jdbc.sql("""
                        insert into desk_setting (account_id, after_done, keys) values (?, ?, ?)
                        on conflict (account_id) do update set after_done = excluded.after_done, keys = excluded.keys
                        """)
                .params(actor.account().value(), habits.afterDone().name(), habits.keys())
                .update();
    }
}
