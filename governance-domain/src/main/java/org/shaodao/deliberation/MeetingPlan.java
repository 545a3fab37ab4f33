package org.shaodao.deliberation;

import java.time.Instant;
import java.util.Set;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/** What is said when a meeting is called: what about, when, where, with whom. */
public record MeetingPlan(
        String title, String agenda, String place, Instant startsAt, Set<UnitId> units, Set<PersonId> members) {

    /** Checks the texts; throws {@link RuleViolation} for one that is missing or too long, or when nobody is invited. */
    public MeetingPlan {
        title = PlainText.checked(title, 1, 60, "deliberation.title");
        agenda = PlainText.checked(agenda, 1, 2000, "deliberation.agenda");
        place = PlainText.checked(place, 1, 100, "deliberation.place");
        units = Set.copyOf(units);
        members = Set.copyOf(members);
        RuleViolation.require(!units.isEmpty(), "deliberation.nobody-invited");
    }
}
