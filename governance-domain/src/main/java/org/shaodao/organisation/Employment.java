package org.shaodao.organisation;

/** Whether a post is held full-time or beside other work. */
public enum Employment {
    FULL_TIME,
    PART_TIME
}
