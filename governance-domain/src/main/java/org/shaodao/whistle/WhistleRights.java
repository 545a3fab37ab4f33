package org.shaodao.whistle;

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
import org.shaodao.organisation.Role;

/**
 * Who may do what with a whistle: level × action × role × relation, read from docs/rights-whistle.csv by the code and by
 * its test. The states an action is legal in are its own ({@link WhistleAction#isLegalIn}). A combination without a row
 * is forbidden.
 */
public final class WhistleRights {

    private static final WhistleRights TABLE = load();

    private record Row(WhistleAction action, WhistleLevel level, Role role, WhistleRelation relation) {}

    private final Set<Row> rows;

    private WhistleRights(Set<Row> rows) {
        this.rows = Set.copyOf(rows);
    }

    public static WhistleRights table() {
        return TABLE;
    }

    /** Whether {@code role}, standing in {@code relation}, may do {@code action} with a whistle of this level. */
    public boolean allow(WhistleAction action, WhistleLevel level, Role role, WhistleRelation relation) {
        return rows.contains(new Row(action, level, role, relation));
    }

    /** As above for any of several relations; the system may do whatever is legal. */
    public boolean allow(WhistleAction action, WhistleLevel level, Role role, Set<WhistleRelation> relations) {
        return role == Role.SYSTEM || relations.stream().anyMatch(relation -> allow(action, level, role, relation));
    }

    private static WhistleRights load() {
        try (InputStream in = Objects.requireNonNull(
                        WhistleRights.class.getResourceAsStream("/rights-whistle.csv"), "rights-whistle.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Set<Row> rows = new HashSet<>();
            reader.lines()
                    .skip(1)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.addAll(parse(line)));
            return new WhistleRights(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Row> parse(String line) {
        List<String> cells = Arrays.asList(line.split(",", -1));
        WhistleAction action = WhistleAction.valueOf(cells.get(1));
        List<WhistleLevel> levels = cells.get(2).equals("*")
                ? List.of(WhistleLevel.values())
                : Arrays.stream(cells.get(2).split("\\|"))
                        .map(WhistleLevel::valueOf)
                        .toList();
        Set<Row> rows = new HashSet<>();
        for (WhistleLevel level : levels) {
            for (String role : cells.get(3).split("\\|")) {
                for (String relation : cells.get(4).split("\\|")) {
                    rows.add(new Row(action, level, Role.valueOf(role), WhistleRelation.valueOf(relation)));
                }
            }
        }
        return rows;
    }
}
