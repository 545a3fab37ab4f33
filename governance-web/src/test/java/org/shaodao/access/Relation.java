package org.shaodao.access;

/** How the thing asked for lies to the person who asks; the order is that of growing distance. */
enum Relation {
    /** Reported by the person, or the person's own account, post, unit or area. */
    OWN,
    /** Of the person's grid, but somebody else's. */
    SAME_GRID,
    /** Of the next grid of the same community. */
    SIBLING_GRID,
    /** Of the community itself, without a grid. */
    PARENT,
    /** Of another community of the same street. */
    OTHER_COMMUNITY,
    /** Of another street of the same district. */
    OTHER_STREET,
    OTHER_DISTRICT
}
