package org.shaodao.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;

/**
 * By whom, when, from which day and on the strength of which document something in the organisation changes.
 *
 * @param effective the day from which the change holds; never in the future
 */
public record Change(
        Actor by, Instant at, LocalDate effective, @Nullable String documentNo) {

    public Change {
        RuleViolation.require(!effective.isAfter(at.atZone(Zone.ID).toLocalDate()), "organisation.effective-in-future");
        String text = PlainText.checked(documentNo, 0, 60, "organisation.document-no");
        documentNo = text.isEmpty() ? null : text;
    }

    /** A change that holds from the day of {@code at}. */
    public static Change today(Actor by, Instant at) {
        return new Change(by, at, at.atZone(Zone.ID).toLocalDate(), null);
    }

    /** The event that tells this change. */
    public DomainEvent event(String subjectType, java.util.UUID subject, String what, String... fields) {
        PostGrant post = by.posts().stream()
                .filter(grant -> grant.role() == Role.DISTRICT_SUPERVISOR)
                .findFirst()
                .orElse(by.posts().isEmpty() ? null : by.posts().get(0));
        return new Recorded(
                subjectType,
                subject,
                by.isSystem() ? null : by.account().value(),
                post == null ? null : post.role().name(),
                post == null || post.unitId() == null ? null : post.unitId().value(),
                at,
                "organisation.event." + subjectType + "-" + what.toLowerCase(Locale.ROOT),
                List.of(fields),
                null);
    }
}
