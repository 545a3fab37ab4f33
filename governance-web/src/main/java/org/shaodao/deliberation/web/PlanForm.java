package org.shaodao.deliberation.web;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.deliberation.MeetingPlan;
import org.shaodao.deliberation.service.MeetingBook;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.format.annotation.DateTimeFormat;

/** What about, when, where, with whom. */
@Getter
@Setter
class PlanForm {

    private String title = "";

    private String agenda = "";

    private String place = "";

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
    private @Nullable LocalDateTime startsAt;

    private List<UUID> units = new ArrayList<>();

    private List<UUID> members = new ArrayList<>();

    private @Nullable String subjectType;

    private @Nullable UUID subject;

    private long version = -1;

    static PlanForm of(MeetingBook.Sheet sheet) {
        PlanForm form = new PlanForm();
        MeetingBook.Facts facts = sheet.facts();
        form.title = facts.title();
        form.agenda = facts.agenda();
        form.place = facts.place();
        form.startsAt = LocalDateTime.ofInstant(facts.startsAt(), Zone.ID);
        form.units = sheet.units().stream().map(MeetingBook.Invited::unitId).toList();
        form.members =
                sheet.members().stream().map(MeetingBook.Member::personId).toList();
        form.version = facts.version();
        return form;
    }

    /** The plan; throws {@link RuleViolation} for what is missing. */
    MeetingPlan toPlan() {
        RuleViolation.require(startsAt != null, "deliberation.time-missing");
        return new MeetingPlan(
                title,
                agenda,
                place,
                java.util.Objects.requireNonNull(startsAt).atZone(Zone.ID).toInstant(),
                units.stream().map(UnitId::new).collect(Collectors.toSet()),
                members.stream().map(PersonId::new).collect(Collectors.toSet()));
    }
}
