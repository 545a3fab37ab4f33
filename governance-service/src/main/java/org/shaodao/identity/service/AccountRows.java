package org.shaodao.identity.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as their administrators list them: login, name, posts, state; nothing of cases. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class AccountRows {

    static final int PAGE = 20;

    private static final String ROW = """
            select ac.id, ac.login, p.name, ac.disabled, ac.must_change, ac.temporary_until, ac.last_sign_in_at,
                   ac.password_at, ad.role, ac.version,
                   (select string_agg(t.type || ' ' || coalesce(a.name, u.name, o.name, ''), '\t' order by h.held_from, h.id)
                      from post_holding h
                      join post t on t.id = h.post_id
                      left join area a on a.id = t.area_id
                      left join unit u on u.id = t.unit_id
                      left join party_organisation o on o.id = t.party_organisation_id
                     where h.person_id = p.id and (h.held_to is null or h.held_to >= current_date)) as posts
              from account ac
              join person p on p.id = ac.person_id
              left join administrator ad on ad.account_id = ac.id
            """;

    private final JdbcClient jdbc;

    /** Standing of an account as a list shows it. */
    public enum Standing {
        ACTIVE,
        NEVER_USED,
        DISABLED
    }

    /** One post: its type's name and its place. */
    public record PostText(String type, String place) {}

    /** One account. */
    public record Row(
            AccountId id,
            String login,
            String name,
            Standing state,
            boolean mustChange,
            @Nullable Instant temporaryUntil,
            @Nullable Instant lastSignInAt,
            Instant passwordAt,
            @Nullable Role administrator,
            List<PostText> posts,
            long version) {}

    /** Somebody who holds posts and has no account. */
    public record Candidate(UUID person, String name, List<PostText> posts) {}

    /** Accounts by login; {@code search} matches login or name from the beginning. */
    public Slice<Row> page(
            @Nullable String search, @Nullable Standing state, @Nullable Role role, @Nullable String after) {
        StringBuilder where = new StringBuilder(" where lower(ac.login) > :after");
        if (search != null && !search.isBlank()) {
            where.append(" and (lower(ac.login) like :prefix escape '!' or p.name like :prefix escape '!')");
        }
        if (state != null) {
            where.append(
                    switch (state) {
                        case DISABLED -> " and ac.disabled";
                        case NEVER_USED -> " and not ac.disabled and ac.last_sign_in_at is null";
                        case ACTIVE -> " and not ac.disabled and ac.last_sign_in_at is not null";
                    });
        }
        if (role != null) {
            where.append(" and ad.role = :role");
        }
        List<Row> rows = jdbc.sql(ROW + where + " order by lower(ac.login) limit " + (PAGE + 1))
                .param("after", after == null ? "" : after)
                .param("prefix", search == null ? "" : prefix(search))
                .param("role", role == null ? null : role.name())
                .query(AccountRows::row)
                .list();
        boolean more = rows.size() > PAGE;
        List<Row> shown = more ? rows.subList(0, PAGE) : rows;
        return new Slice<>(shown, more ? shown.get(PAGE - 1).login() : null);
    }

    /** One account. */
    public Optional<Row> find(AccountId id) {
        return jdbc.sql(ROW + " where ac.id = ?")
                .param(id.value())
                .query(AccountRows::row)
                .optional();
    }

    /** People with a post valid today and no account, by name; at most {@code limit}. */
    public List<Candidate> candidates(@Nullable String search, int limit) {
        boolean all = search == null || search.isBlank();
        return jdbc.sql("""
                select p.id, p.name, posts.text as posts
                  from person p
                  join lateral (select string_agg(t.type || ' ' || coalesce(a.name, u.name, o.name, ''), '\t'
                                                  order by h.held_from, h.id) as text,
                                       bool_or(coalesce(a.name, u.name, o.name, '') like :prefix escape '!') as here
                                  from post_holding h
                                  join post t on t.id = h.post_id
                                  left join area a on a.id = t.area_id
                                  left join unit u on u.id = t.unit_id
                                  left join party_organisation o on o.id = t.party_organisation_id
                                 where h.person_id = p.id and (h.held_to is null or h.held_to >= current_date)) posts on true
                 where posts.text is not null
                   and not exists (select 1 from account ac where ac.person_id = p.id)
                   and (:all or p.name like :prefix escape '!' or posts.here)
                 order by p.name, p.id
                 limit :limit
                """)
                .param("all", all)
                .param("prefix", all ? "" : prefix(String.valueOf(search)))
                .param("limit", limit)
                .query((row, number) -> new Candidate(
                        row.getObject("id", UUID.class), row.getString("name"), posts(row.getString("posts"))))
                .list();
    }

    private static String prefix(String search) {
        String folded = search.strip().toLowerCase(java.util.Locale.ROOT);
        return folded.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Instant last = instant(row, "last_sign_in_at");
        String administrator = row.getString("role");
        return new Row(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("login"),
                row.getString("name"),
                row.getBoolean("disabled") ? Standing.DISABLED : last == null ? Standing.NEVER_USED : Standing.ACTIVE,
                row.getBoolean("must_change"),
                instant(row, "temporary_until"),
                last,
                row.getTimestamp("password_at").toInstant(),
                administrator == null ? null : Role.valueOf(administrator),
                posts(row.getString("posts")),
                row.getLong("version"));
    }

    private static List<PostText> posts(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        return java.util.Arrays.stream(text.split("\t"))
                .map(post -> new PostText(post.substring(0, post.indexOf(' ')), post.substring(post.indexOf(' ') + 1)))
                .toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
