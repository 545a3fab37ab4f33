package org.shaodao.catalogue;

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
 * Who may do what with an admission request: state × action × role × relation, read from docs/rights-admission.csv by the
 * code and by its test. A combination without a row is forbidden.
 */
public final class AdmissionRights {

    /** How a post stands to a request. */
    public enum Relation {
        /** Of the unit that asks. */
        OWN_UNIT,
        /** Of the district it is asked in. */
        IN_DISTRICT
    }

    private static final AdmissionRights TABLE = load();

    private record Row(@Nullable AdmissionState state, AdmissionAction action, Role role, Relation relation) {}

    private final Set<Row> rows;

    private AdmissionRights(Set<Row> rows) {
        this.rows = Set.copyOf(rows);
    }

    public static AdmissionRights table() {
        return TABLE;
    }

    /** Whether the action is legal in this state, by anybody; {@code state} null = before there is a request. */
    public boolean isLegal(@Nullable AdmissionState state, AdmissionAction action) {
        return rows.stream().anyMatch(row -> row.state() == state && row.action() == action);
    }

    /** Whether {@code role}, standing in {@code relation}, may do {@code action} in this state. */
    public boolean allow(@Nullable AdmissionState state, AdmissionAction action, Role role, Relation relation) {
        return rows.contains(new Row(state, action, role, relation));
    }

    private static AdmissionRights load() {
        try (InputStream in = Objects.requireNonNull(
                        AdmissionRights.class.getResourceAsStream("/rights-admission.csv"), "rights-admission.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Set<Row> rows = new HashSet<>();
            reader.lines()
                    .skip(1)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.addAll(parse(Arrays.asList(line.split(",", -1)))));
            return new AdmissionRights(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> parse(List<String> cells) {
        return Arrays.stream(cells.get(0).split("\\|"))
                .flatMap(state -> Arrays.stream(cells.get(2).split("\\|"))
                        .map(role -> new Row(
                                state.equals("-") ? null : AdmissionState.valueOf(state),
                                AdmissionAction.valueOf(cells.get(1)),
                                Role.valueOf(role),
                                Relation.valueOf(cells.get(3)))))
                .toList();
    }
}
