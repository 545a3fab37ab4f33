package org.shaodao.casework;

import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;

/** The desk at which a request is decided, and its level. */
public record DecidingDesk(UnitId unit, AreaLevel level) {}
