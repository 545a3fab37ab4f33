package org.shaodao.casework;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Role;

/**
 * Who may do what in which state: the one table (rulings 14), read from docs/rights.csv by the code and by its test.
 * A combination without a row is forbidden.
 */
public final class Rights {

    /** State column of verbs that make a case. */
    private static final String NO_CASE = "NONE";

    private static final Rights TABLE = load();

    private record Row(CaseAction action, @Nullable CaseStatus status, Role role, Relation relation) {}

    private final Set<Row> rows;

    private Rights(Set<Row> rows) {
        this.rows = Set.copyOf(rows);
    }

    public static Rights table() {
        return TABLE;
    }

    /** Whether {@code role}, standing in {@code relation}, may do {@code action}; a null status means "no case yet". */
    public boolean allow(CaseAction action, @Nullable CaseStatus status, Role role, Relation relation) {
        return rows.contains(new Row(action, status, role, relation));
    }

    /** As above for any of several relations; the system may do whatever is legal. */
    public boolean allow(CaseAction action, @Nullable CaseStatus status, Role role, Set<Relation> relations) {
        if (role == Role.SYSTEM) {
            return status == null
                    ? action == CaseAction.REPORT || action == CaseAction.SAVE_DRAFT
                    : action.isLegalIn(status);
        }
        return relations.stream().anyMatch(relation -> allow(action, status, role, relation));
    }

    private static Rights load() {
        try (InputStream in = Objects.requireNonNull(Rights.class.getResourceAsStream("/rights.csv"), "rights.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Set<Row> rows = new HashSet<>();
            reader.lines()
                    .skip(1)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.addAll(parse(line)));
            return new Rights(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Row> parse(String line) {
        List<String> cells = Arrays.asList(line.split(",", -1));
        CaseAction action = CaseAction.valueOf(cells.get(1));
        Set<Row> rows = new HashSet<>();
        for (String state : cells.get(2).split("\\|")) {
            for (String role : cells.get(3).split("\\|")) {
                for (String relation : cells.get(4).split("\\|")) {
                    rows.add(new Row(
                            action,
                            NO_CASE.equals(state) ? null : CaseStatus.valueOf(state),
                            Role.valueOf(role),
                            Relation.valueOf(relation)));
                }
            }
        }
        return rows;
    }
}
