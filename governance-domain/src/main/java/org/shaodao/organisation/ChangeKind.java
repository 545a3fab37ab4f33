package org.shaodao.organisation;

/** What happened to an area, Party organisation or unit, as its history tells it. */
public enum ChangeKind {
    CREATED,
    RENAMED,
    MOVED,
    ABOLISHED,
    EDITED,
    /** Merged into another one. */
    MERGED,
    /** Gave a part to a new one. */
    SPLIT,
    /** A merge or split was undone. */
    RESTORED
}
