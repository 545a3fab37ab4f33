package org.shaodao.organisation.service;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Change;
import org.shaodao.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes rows and remembers each one, so that the change can be taken back exactly. Names of tables and columns come
 * from the code alone.
 */
public final class ChangeJournal {

    private static final Pattern NAME = Pattern.compile("[a-z_]+(,[a-z_]+)*");

    private final JdbcClient jdbc;
    private final UUID change;
    private final Map<String, Set<UUID>> restored = new HashMap<>();
    private int steps;

    ChangeJournal(JdbcClient jdbc, UUID change) {
        this.jdbc = jdbc;
        this.change = change;
    }

    /** What is changed, by whom, since when and on the strength of which document. */
    record Head(
            String kind,
            String subjectType,
            UUID source,
            String sourceName,
            UUID target,
            String targetName,
            UUID district,
            Change change,
            Actor actor) {}

    /** Begins a change. */
    static ChangeJournal begin(JdbcClient jdbc, Head head) {
        UUID id = Ids.at(head.change().at());
        jdbc.sql("""
                        insert into structure_change (id, kind, subject_type, source_id, source_name, target_id, target_name,
                                                      district_id, effective, document_no, actor_id, at)
                        values (:id, :kind, :type, :source, :sourceName, :target, :targetName, :district, :effective,
                                :document, :actor, :at)
                        """)
                .param("id", id)
                .param("kind", head.kind())
                .param("type", head.subjectType())
                .param("source", head.source())
                .param("sourceName", head.sourceName())
                .param("target", head.target())
                .param("targetName", head.targetName())
                .param("district", head.district())
                .param("effective", head.change().effective())
                .param("document", head.change().documentNo())
                .param(
                        "actor",
                        head.actor().isSystem() ? null : head.actor().account().value())
                .param("at", head.change().at().atOffset(ZoneOffset.UTC))
                .update();
        return new ChangeJournal(jdbc, id);
    }

    /** The change. */
    UUID id() {
        return change;
    }

    /**
     * A column and its type in PostgreSQL.
     *
     * @param key the column, an id, that identifies a row, alone or with the value of this one
     * @param versioned whether the table has a version, which every change raises
     * @param whole whether a row that was changed since in any of its columns keeps this one too when the change is undone
     */
    public record Column(String table, String name, String type, String key, boolean versioned, boolean whole) {

        public Column(String table, String name, String type) {
            this(table, name, type, "id", true, false);
        }

        /** A column that holds an id. */
        public static Column id(String table, String name) {
            return new Column(table, name, "uuid");
        }

        /** The same in a table whose rows are identified by another column than id. */
        public Column keyed(String by) {
            return new Column(table, name, type, by, versioned, whole);
        }

        /** The same in a table without versions. */
        public Column plain() {
            return new Column(table, name, type, key, false, whole);
        }

        /** The same, left to the successor where he went on with the row in any way. */
        public Column asWhole() {
            return new Column(table, name, type, key, versioned, true);
        }
    }

    /**
     * Sets a column of the rows {@code t} that meet the condition, and raises their version where they have one.
     *
     * @param value expression over {@code t}
     * @return how many rows
     */
    public int set(Column column, String value, String condition, Map<String, ?> params) {
        int step = step(column);
        return jdbc.sql("""
                        with old as (select t.%5$s as id, t.%2$s as value from %1$s t where %4$s for update of t),
                             done as (update %1$s t set %2$s = %3$s%6$s
                                        from old where t.%5$s = old.id and t.%2$s is not distinct from old.value
                                        returning old.id, old.value as before, t.%2$s as now, %7$s as content)
                        insert into structure_change_row (change_id, step, row_id, old_value, new_value, content)
                        select :change, :step, id, cast(before as text), cast(now as text), content from done
                        """.formatted(
                                column.table(),
                                column.name(),
                                value,
                                condition,
                                checked(column.key()),
                                raised(column.versioned()),
                                column.whole() ? "to_jsonb(t)" : "cast(null as jsonb)"))
                .params(with(params, step))
                .update();
    }

    /** As {@link #set}, from one id to another. */
    public int repoint(String table, String column, UUID from, UUID to, String condition, Map<String, ?> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.put("repointFrom", from);
        all.put("repointTo", to);
        return set(
                Column.id(table, column),
                "cast(:repointTo as uuid)",
                "t." + column + " = :repointFrom and (" + condition + ")",
                all);
    }

    /** Inserts what the query gives, where it is not there yet; {@code keys} name the columns that identify a row: ids
     * where the name ends so, texts otherwise. */
    public int insert(String table, List<String> keys, String columns, String query, Map<String, ?> params) {
        int step = step("INSERTED", table, String.join(",", keys), "uuid");
        return jdbc.sql("""
                        with made as (insert into %s (%s) %s on conflict do nothing returning *)
                        insert into structure_change_row (change_id, step, content)
                        select :change, :step, to_jsonb(made) from made
                        """.formatted(table, columns, query))
                .params(with(params, step))
                .update();
    }

    /** Notes rows that were inserted already. */
    public void inserted(String table, List<String> keys, String condition, Map<String, ?> params) {
        int step = step("INSERTED", table, String.join(",", keys), "uuid");
        jdbc.sql("insert into structure_change_row (change_id, step, content) select :change, :step, to_jsonb(t) from "
                        + table + " t where " + condition)
                .params(with(params, step))
                .update();
    }

    /** Deletes the rows {@code t} that meet the condition. */
    public int delete(String table, String condition, Map<String, ?> params) {
        int step = step("DELETED", table, "id", "uuid");
        return jdbc.sql("""
                        with gone as (delete from %s t where %s returning to_jsonb(t) as content)
                        insert into structure_change_row (change_id, step, content) select :change, :step, content from gone
                        """.formatted(table, condition))
                .params(with(params, step))
                .update();
    }

    /** Notes a value that an aggregate has changed itself. */
    void changed(Column column, UUID row, @Nullable Object before, @Nullable Object now) {
        int step = step(column);
        jdbc.sql("insert into structure_change_row (change_id, step, row_id, old_value, new_value)"
                        + " values (:change, :step, :row, :before, :now)")
                .param("change", change)
                .param("step", step)
                .param("row", row)
                .param("before", before == null ? null : before.toString())
                .param("now", now == null ? null : now.toString())
                .update();
    }

    /** The rows of a table that got their former value back when the change was undone, by their ids. */
    public Set<UUID> restored(String table) {
        return restored.getOrDefault(table, Set.of());
    }

    /** The rows of a table that were updated so far, by their ids. */
    public List<UUID> updated(String table) {
        return jdbc.sql("select distinct r.row_id from structure_change_step s join structure_change_row r"
                        + " on r.change_id = s.change_id and r.step = s.step"
                        + " where s.change_id = ? and s.table_name = ? and s.kind = 'UPDATED' order by r.row_id")
                .params(change, table)
                .query(UUID.class)
                .list();
    }

    private record Step(
            int step,
            String kind,
            String tableName,
            String columnName,
            String columnType,
            String keyColumn,
            boolean versioned) {

        boolean updated() {
            return kind.equals("UPDATED");
        }
    }

    private static String raised(boolean versioned) {
        return versioned ? ", version = t.version + 1" : "";
    }

    /**
     * Takes everything back, the last step first: values that are still as the change left them get their former value,
     * rows it made go, rows it deleted come back. What somebody changed since then stays as it is.
     *
     * @param kept by table, which of its rows {@code t} stay as the change left them, because the successor went on with them
     */
    void undo(Map<String, String> kept) {
        jdbc.sql(
                        "select step, kind, table_name, column_name, column_type, key_column, versioned from structure_change_step"
                                + " where change_id = ? order by step desc")
                .param(change)
                .query(Step.class)
                .list()
                .forEach(step -> back(step, kept.getOrDefault(step.tableName(), "false")));
    }

    private void back(Step step, String kept) {
        String sql = step.kind().equals("DELETED") ? back(step) : back(step) + " and not (" + kept + ")";
        JdbcClient.StatementSpec back = jdbc.sql(step.updated() ? sql + " returning r.row_id" : sql)
                .param("change", change)
                .param("step", step.step());
        if (step.updated()) {
            restored.computeIfAbsent(step.tableName(), table -> new HashSet<>())
                    .addAll(back.query(UUID.class).list());
        } else {
            back.update();
        }
    }

    private static String back(Step step) {
        String table = checked(step.tableName());
        String column = checked(step.columnName());
        return switch (step.kind()) {
            case "UPDATED" ->
                """
                    update %1$s t set %2$s = cast(r.old_value as %3$s)%5$s
                      from structure_change_row r
                     where r.change_id = :change and r.step = :step and t.%4$s = r.row_id
                       and t.%2$s is not distinct from cast(r.new_value as %3$s)
                       and (r.content is null or r.content = to_jsonb(t))
                    """.formatted(
                        table, column, checked(step.columnType()), checked(step.keyColumn()), raised(step.versioned()));
            case "INSERTED" ->
                "delete from " + table
                        + " t using structure_change_row r where r.change_id = :change and r.step = :step and "
                        + Stream.of(column.split(","))
                                .map(key -> "t." + key + " = cast(r.content ->> '" + key + "' as "
                                        + (key.endsWith("id") ? "uuid" : "text") + ")")
                                .collect(Collectors.joining(" and "));
            default -> """
                    insert into %1$s select made.* from structure_change_row r,
                           lateral jsonb_populate_record(cast(null as %1$s), r.content) made
                     where r.change_id = :change and r.step = :step on conflict do nothing
                    """.formatted(table);
        };
    }

    private int step(Column column) {
        return step("UPDATED", column.table(), column.name(), column.type(), column.key(), column.versioned());
    }

    private int step(String kind, String table, String column, String type) {
        return step(kind, table, column, type, "id", true);
    }

    private int step(String kind, String table, String column, String type, String key, boolean versioned) {
        int step = steps++;
        jdbc.sql("insert into structure_change_step (change_id, step, kind, table_name, column_name, column_type,"
                        + " key_column, versioned) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(change, step, kind, checked(table), checked(column), checked(type), checked(key), versioned)
                .update();
        return step;
    }

    private Map<String, Object> with(Map<String, ?> params, int step) {
        Map<String, Object> all = new HashMap<>(params);
        all.put("change", change);
        all.put("step", step);
        return all;
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(name);
        }
        return name;
    }
}
