package org.shaodao.catalogue.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;

/** Says what a change of what decides would alter; given by the context that knows cases. */
public interface ChangeEffects {

    /** Cases that wait for a unit and would be proposed another one, within what the actor may see. */
    Effect onWaitingCases(RoutingSet before, RoutingSet after, Actor actor);

    /**
     * Begins to ask the last so many cases about both, which may take a while. Returns the address of the page that tells
     * how far it is and what came of it. Throws {@link org.shaodao.shared.RuleViolation} while too much is going on.
     */
    String overLatestCases(RoutingSet before, RoutingSet after, Wish wish, Actor actor);

    /**
     * What is to be tried.
     *
     * @param many how many of the last cases
     * @param about what would be changed, for the title
     * @param page where the change is made
     * @param action where the form would be sent to be saved; empty = nothing is kept of it, as of a file
     * @param form whether that form can be shown again as it was typed, with {@code again=true}
     * @param fields what was typed into it, so that nothing is lost
     */
    record Wish(int many, String about, String page, String action, boolean form, Map<String, List<String>> fields) {

        /** How many of the last cases may be asked for. */
        public static final List<Integer> AMOUNTS = List.of(200, 1_000, 5_000, 20_000);

        /** Fields that belong to the page, not to what was typed. */
        private static final Set<String> OWN = Set.of("_csrf", "tryWith", "seen", "again");

        /** A form and the parameters it was sent with. */
        public static Wish form(int many, String about, String page, String action, Map<String, String[]> parameters) {
            return new Wish(many, about, page, action, true, typed(parameters));
        }

        /** A button and the parameters it was sent with. */
        public static Wish button(
                int many, String about, String page, String action, Map<String, String[]> parameters) {
            return new Wish(many, about, page, action, false, typed(parameters));
        }

        /** A file, which has to be chosen again. */
        public static Wish file(int many, String about, String page) {
            return new Wish(many, about, page, "", false, Map.of());
        }

        private static Map<String, List<String>> typed(Map<String, String[]> parameters) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            parameters.forEach((name, values) -> {
                if (!OWN.contains(name)) {
                    fields.put(name, List.of(values));
                }
            });
            return fields;
        }
    }

    /**
     * What would change.
     *
     * @param looked how many cases were looked at
     * @param changed how many would go elsewhere
     * @param rows the first of them
     */
    record Effect(int looked, int changed, List<Row> rows) {

        public Effect {
            rows = List.copyOf(rows);
        }

        /** Whether nothing would go elsewhere. */
        public boolean isNone() {
            return changed == 0;
        }
    }

    /**
     * One case that would go elsewhere; {@code from} and {@code to} are names of units, null = a person decides.
     *
     * @param id of the case, for its address
     */
    record Row(
            String id,
            String number,
            @Nullable String category,
            @Nullable String place,
            @Nullable String from,
            @Nullable String to) {}
}
