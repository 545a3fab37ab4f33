package org.shaodao.shared;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The one time zone pages and rules speak in; instants are stored without it. */
public final class Zone {

    public static final ZoneId ID = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ID);

    /** yyyy-MM-dd HH:mm as a clock in the zone shows it. */
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private Zone() {}
}
