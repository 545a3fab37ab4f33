package org.shaodao.shared;

import java.time.ZoneId;

/** The one time zone pages and rules speak in; instants are stored without it. */
public final class Zone {

    public static final ZoneId ID = ZoneId.of("Asia/Shanghai");

    private Zone() {}
}
