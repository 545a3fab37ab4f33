package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** One visit or meeting of the units at the place: who was there and what was found (W8). */
@Embeddable
public record HandlingRecord(Instant at, String participants, String finding) {}
