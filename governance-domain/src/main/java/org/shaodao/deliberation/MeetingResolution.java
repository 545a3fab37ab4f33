package org.shaodao.deliberation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.LocalDate;
import java.util.UUID;
import org.shaodao.organisation.UnitId;

/**
 * What a meeting resolved: who does what by when. It becomes a case when the minutes are confirmed (rulings 22).
 *
 * @param id also the id of that case
 */
@Embeddable
public record MeetingResolution(
        UUID id,
        int sequence,
        String text,

        @Embedded @AttributeOverride(name = "value", column = @Column(name = "owner_unit_id"))
        UnitId ownerUnitId,

        @Column(name = "due_on") LocalDate dueOn) {}
