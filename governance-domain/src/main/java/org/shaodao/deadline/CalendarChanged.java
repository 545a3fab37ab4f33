package org.shaodao.deadline;

import java.time.Instant;

/** The working calendar has a new version: days, half days or office hours are others now (rulings 15). */
public record CalendarChanged(int version, Instant at) {}
