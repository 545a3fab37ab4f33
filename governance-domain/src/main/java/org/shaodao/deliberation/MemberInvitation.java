package org.shaodao.deliberation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.shaodao.organisation.PersonId;

/** A part-time member who is invited (indicator P-8). */
@Embeddable
public record MemberInvitation(
        @Embedded @AttributeOverride(name = "value", column = @Column(name = "person_id"))
        PersonId personId,

        @Enumerated(EnumType.STRING) @Column(name = "attendance")
        Attendance attendance) {}
