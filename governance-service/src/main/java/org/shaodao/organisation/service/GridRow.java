package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.PhoneNumber;

/**
 * One row as it was read; what its cells left empty is null.
 *
 * @param from since when the person holds the post
 */
record GridRow(
        int number,
        String community,
        String grid,
        String name,
        Facts facts,
        @Nullable PostType post,
        @Nullable Integer required,
        String person,
        boolean member,
        @Nullable PhoneNumber phone,
        @Nullable Employment employment,
        boolean deputy,
        @Nullable LocalDate from) {

    private static final String BETWEEN = "\u001f";

    /** What a row says of its grid. */
    record Facts(
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            @Nullable Integer households,
            @Nullable Integer residents,
            @Nullable Integer buildings,
            @Nullable String boundary) {}

    /** What it says of its grid, to tell two rows that contradict each other. */
    String signature() {
        return signature(name, facts);
    }

    static String signature(String name, Facts facts) {
        return String.join(
                BETWEEN,
                name,
                String.valueOf(facts.kind()),
                String.valueOf(facts.unitType()),
                String.valueOf(facts.households()),
                String.valueOf(facts.residents()),
                String.valueOf(facts.buildings()),
                facts.boundary() == null ? "" : facts.boundary());
    }

    /** Whether it says what is stored; a cell left empty says nothing. */
    boolean matches(String stored) {
        String[] now = stored.split(BETWEEN, -1);
        Function<@Nullable Object, @Nullable String> said = value -> value == null ? null : String.valueOf(value);
        String[] file = {
            name,
            said.apply(facts.kind()),
            said.apply(facts.unitType()),
            said.apply(facts.households()),
            said.apply(facts.residents()),
            said.apply(facts.buildings()),
            facts.boundary() == null || facts.boundary().isEmpty() ? null : facts.boundary()
        };
        for (int i = 0; i < file.length; i++) {
            if (file[i] != null && !file[i].equals(now[i])) {
                return false;
            }
        }
        return true;
    }
}
