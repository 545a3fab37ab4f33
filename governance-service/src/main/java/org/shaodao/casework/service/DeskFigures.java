package org.shaodao.casework.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The small numbers around a list: how many cases each view holds, and how many moved since the page was drawn. */
@Service
@RequiredArgsConstructor
@ReadsOnly
public class DeskFigures {

    /** A view counts no further than this; a page shows it as "999+". */
    public static final int MOST = 1000;

    private static final Pattern MARK = Pattern.compile("\\d{1,19}:\\d{1,19}:(\\d{1,19}(,\\d{1,19}){0,400})?");

    /** What one view asks. */
    public record Question(AreaScope scope, CaseFilter filter) {}

    private final CaseQueue queue;
    private final JdbcClient jdbc;

    /** The number of cases of each question, in its order, at most {@link #MOST} each; one statement for all. */
    public List<Integer> counts(List<Question> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        Map<String, Object> all = new HashMap<>();
        StringJoiner sql = new StringJoiner(" union all ", "", " order by 1");
        for (int i = 0; i < questions.size(); i++) {
            Map<String, Object> own = queue.params();
            String where =
                    CaseQueue.where(questions.get(i).scope(), questions.get(i).filter(), own);
            sql.add("select " + i + " as place, count(*) as found from (select 1 from governance_case c"
                    + renamed(where, own, "_" + i, all) + " limit " + MOST + ") x" + i);
        }
        return jdbc.sql(sql.toString())
                .params(all)
                .query((row, number) -> row.getInt("found"))
                .list();
    }

    /** What the database has seen by now; {@link #changed} tells what came after it. */
    public String mark() {
        return jdbc.sql("select cast(pg_current_snapshot() as text)")
                .query(String.class)
                .single();
    }

    /**
     * How many cases of a list moved, by somebody else, since a mark was taken; also those whose transaction was still
     * open then. An unreadable mark gives 0.
     */
    public int changed(AreaScope scope, CaseFilter filter, String mark, @Nullable AccountId except) {
        if (!MARK.matcher(mark).matches()) {
            return 0;
        }
        Map<String, Object> params = queue.params();
        String where = CaseQueue.where(scope, filter, params);
        params.put("mark", mark);
        params.put("except", except == null ? null : except.value());
        return jdbc.sql("""
                        select count(distinct c.id)
                          from desk_change d
                          join governance_case c on c.id = d.case_id
                        """ + where + """
                           and d.xid >= pg_snapshot_xmin(cast(:mark as pg_snapshot))
                           and not pg_visible_in_snapshot(d.xid, cast(:mark as pg_snapshot))
                           and d.actor_id is distinct from cast(:except as uuid)
                        """).params(params).query(Integer.class).single();
    }

    /** Gives every parameter of one question a name of its own, so that many fit into one statement. */
    private static String renamed(String where, Map<String, Object> own, String suffix, Map<String, Object> all) {
        String sql = where;
        for (String name : new ArrayList<>(own.keySet())) {
            sql = sql.replaceAll(":" + name + "\\b", ":" + name + suffix);
            all.put(name + suffix, own.get(name));
        }
        return sql;
    }
}
