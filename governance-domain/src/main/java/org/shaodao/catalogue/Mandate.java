package org.shaodao.catalogue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.RuleViolation;

/**
 * What may not be accepted or given to a unit, whoever proposes it: a rule, the catalogue or a person. Pure. Five classes
 * a community never leads (feature A8.9), matters a department leads and the community only assists in, matters taken
 * back by the departments (A8.10), matters that are not admitted or no longer (A8.1, A8.3).
 */
public final class Mandate {

    /** Why not: a message key with its arguments. */
    public record Refusal(String key, List<String> arguments) {

        /** The same, to be thrown. */
        public RuleViolation violation() {
            return new RuleViolation(key, arguments.toArray());
        }
    }

    private static final String KEY = "catalogue.refusal.";

    /** Why the level of the facts may not accept this matter, if it may not. */
    public static Optional<Refusal> againstAccepting(
            CategoryRef category, Collection<RoutingLine> lines, RoutingFacts facts) {
        if (!category.active()) {
            return refusal("category-ended", category.name());
        }
        return admission(category, lines, facts, facts.level());
    }

    /** Why a unit of this kind may not lead it, if it may not. */
    public static Optional<Refusal> againstLeading(
            UnitKind lead, CategoryRef category, Collection<RoutingLine> lines, RoutingFacts facts) {
        if (category.communityNeverLeads() && Router.isCommunitySide(lead)) {
            return refusal("community-never-leads", category.name());
        }
        if (isStreetSide(lead) && isOn(MatterList.WITHDRAWN, lead, category, lines, facts)) {
            return refusal("withdrawn-upward", category.name());
        }
        if (Router.isCommunitySide(lead) && isOn(MatterList.ASSISTING, lead, category, lines, facts)) {
            return refusal("assisting-only", category.name());
        }
        Optional<Refusal> here = againstAccepting(category, lines, facts);
        if (here.isPresent() || !Router.isCommunitySide(lead)) {
            return here;
        }
        return admission(category, lines, facts, levelOf(lead));
    }

    /** The line that counts for a level: the category's own before its group's, the named kind of area before any. */
    public static Optional<RoutingLine> line(
            CategoryRef category, Collection<RoutingLine> lines, RoutingFacts facts, AreaLevel level) {
        return line(lines, category.id(), facts, level)
                .or(() -> category.parentId() == null
                        ? Optional.empty()
                        : line(lines, category.parentId(), facts, level));
    }

    /** Units of the street and below; the departments' agencies are not among them. */
    public static boolean isStreetSide(UnitKind kind) {
        return Router.isCommunitySide(kind) || kind == UnitKind.STREET_DESK || kind == UnitKind.STREET_OFFICE;
    }

    private static Optional<RoutingLine> line(
            Collection<RoutingLine> lines, CategoryId category, RoutingFacts facts, AreaLevel level) {
        return lines.stream()
                .filter(line -> line.category().equals(category) && line.level() == level)
                .filter(line ->
                        line.areaKind() == null || facts.around().kinds().contains(line.areaKind()))
                .max(Comparator.comparingInt(Mandate::precision)
                        .thenComparing(line -> line.id().toString()));
    }

    private static int precision(RoutingLine line) {
        return line.areaKind() == null ? -1 : line.areaKind().level().ordinal();
    }

    /** Whether the line of the street, of the level that dispatches or of the unit's own level names this list. */
    private static boolean isOn(
            MatterList list, UnitKind lead, CategoryRef category, Collection<RoutingLine> lines, RoutingFacts facts) {
        return Stream.of(AreaLevel.STREET, facts.level(), levelOf(lead))
                .distinct()
                .flatMap(level -> line(category, lines, facts, level).stream())
                .anyMatch(line -> line.listType() == list);
    }

    private static AreaLevel levelOf(UnitKind lead) {
        return switch (lead) {
            case GRID_TEAM -> AreaLevel.GRID;
            case COMMUNITY_DESK -> AreaLevel.COMMUNITY;
            default -> AreaLevel.STREET;
        };
    }

    private static Optional<Refusal> admission(
            CategoryRef category, Collection<RoutingLine> lines, RoutingFacts facts, AreaLevel level) {
        RoutingLine line = line(category, lines, facts, level).orElse(null);
        if (line == null) {
            return Optional.empty();
        }
        if (line.admission() == Admission.NOT_ADMITTED) {
            return refusal("not-admitted", category.name());
        }
        LocalDate until = line.admittedUntil();
        return isOver(until, facts) ? refusal("admission-expired", category.name(), until) : Optional.empty();
    }

    private static boolean isOver(@Nullable LocalDate until, RoutingFacts facts) {
        return until != null && facts.around().at().toLocalDate().isAfter(until);
    }

    private static Optional<Refusal> refusal(String why, @Nullable Object... arguments) {
        return Optional.of(new Refusal(
                KEY + why, Arrays.stream(arguments).map(String::valueOf).toList()));
    }

    private Mandate() {}
}
