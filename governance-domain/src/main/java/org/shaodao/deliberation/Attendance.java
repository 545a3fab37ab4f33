package org.shaodao.deliberation;

/** Whether somebody who was invited came. */
public enum Attendance {
    OPEN,
    PRESENT,
    EXCUSED,
    ABSENT
}
