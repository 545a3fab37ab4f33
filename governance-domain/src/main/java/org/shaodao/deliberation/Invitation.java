package org.shaodao.deliberation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;

/** A unit that is invited, and who came for it. */
@Embeddable
public record Invitation(
        @Embedded @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
        UnitId unitId,

        @Enumerated(EnumType.STRING) @Column(name = "attendance")
        Attendance attendance,

        @Column(name = "attended_by") @Nullable String attendedBy) {}
