package org.shaodao.casework.service;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The views somebody saved for himself: a name and the address of a list. Nobody sees another person's views. */
@Service
@RequiredArgsConstructor
@Transactional
public class SavedViews {

    /** Views one account may keep. */
    public static final int MOST = 12;

    /** Longest address kept, in characters. */
    private static final int ADDRESS = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** One view; {@code address} is the query of {@code /cases}. */
    public record SavedView(UUID id, String name, String address) {}

    /** The own views in the order they were saved. */
    @ReadsOnly
    public List<SavedView> of(Actor actor) {
        return jdbc.sql("select id, name, address from saved_view where account_id = ? order by saved_at, id")
                .param(actor.account().value())
                .query(SavedView.class)
                .list();
    }

    /** Keeps a list under a name; a name used before gets the new list. Throws {@link RuleViolation} beyond {@link #MOST}. */
    public void save(Actor actor, String name, String address) {
        String called = PlainText.checked(name, 1, 20, "name");
        RuleViolation.require(address.length() <= ADDRESS, "casework.desk.view-too-long");
        long others = jdbc.sql("select count(*) from saved_view where account_id = ? and name <> ?")
                .params(actor.account().value(), called)
                .query(Long.class)
                .single();
        RuleViolation.require(others < MOST, "casework.desk.too-many-views", MOST);
        jdbc.sql("""
                        insert into saved_view (id, account_id, name, address, saved_at) values (?, ?, ?, ?, ?)
                        on conflict (account_id, name) do update set address = excluded.address
                        """)
                .params(
                        Ids.at(clock.instant()),
                        actor.account().value(),
                        called,
                        address,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives one's own view another name; throws {@link RuleViolation} for a name that is taken. */
    public void rename(Actor actor, UUID id, String name) {
        String called = PlainText.checked(name, 1, 20, "name");
        boolean taken = jdbc.sql(
                        "select exists (select 1 from saved_view where account_id = ? and name = ? and id <> ?)")
                .params(actor.account().value(), called, id)
                .query(Boolean.class)
                .single();
        RuleViolation.require(!taken, "casework.desk.view-name-taken", called);
        require(jdbc.sql("update saved_view set name = ? where id = ? and account_id = ?")
                .params(called, id, actor.account().value())
                .update());
    }

    /** Throws away one's own view; throws {@link NotFound} for any other. */
    public void delete(Actor actor, UUID id) {
        require(jdbc.sql("delete from saved_view where id = ? and account_id = ?")
                .params(id, actor.account().value())
                .update());
    }

    private static void require(int rows) {
        if (rows == 0) {
            throw new NotFound("view");
        }
    }
}
