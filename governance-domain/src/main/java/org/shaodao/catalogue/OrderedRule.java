package org.shaodao.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shaodao.organisation.AreaId;

/** A routing rule as the decision reads it; the first in order whose conditions all hold decides. */
public record OrderedRule(RoutingRuleId id, int edition, RuleDetails says) {

    /** Whether it still counts on the day of the facts. */
    boolean isInForce(RoutingFacts facts) {
        return says.until() == null || !facts.around().at().toLocalDate().isAfter(says.until());
    }

    /** The conditions that held, in codes; empty when one did not. */
    Optional<List<String>> matches(CategoryRef category, RoutingFacts facts) {
        Circumstances around = facts.around();
        List<String> held = new ArrayList<>();
        CategoryId wanted = says.category();
        if (wanted != null) {
            if (!wanted.equals(category.id()) && !wanted.equals(category.parentId())) {
                return Optional.empty();
            }
            held.add("category");
        }
        AreaId area = says.area();
        if (area != null) {
            if (!facts.areas().contains(area)) {
                return Optional.empty();
            }
            held.add("area");
        }
        if (says.from() != null && says.to() != null) {
            if (!isInTime(around)) {
                return Optional.empty();
            }
            held.add("time:" + says.from() + "-" + says.to());
        }
        if (says.workingDay() != null) {
            if (says.workingDay() != around.workingDay()) {
                return Optional.empty();
            }
            held.add(around.workingDay() ? "working-day" : "day-off");
        }
        if (says.source() != null) {
            if (!says.source().equals(around.source())) {
                return Optional.empty();
            }
            held.add("source:" + says.source());
        }
        if (says.urgent() != null) {
            if (says.urgent() != around.urgent()) {
                return Optional.empty();
            }
            held.add(around.urgent() ? "urgent" : "not-urgent");
        }
        if (!says.words().isEmpty()) {
            String text = around.text().toLowerCase(Locale.ROOT);
            List<String> found = says.words().stream().filter(text::contains).toList();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            held.add("words:" + String.join("、", found));
        }
        return Optional.of(held);
    }

    /** From the first minute on, up to but not including the second; over midnight when the first is the later. */
    private boolean isInTime(Circumstances around) {
        var time = around.at().toLocalTime();
        var from = java.util.Objects.requireNonNull(says.from());
        var to = java.util.Objects.requireNonNull(says.to());
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }
}
