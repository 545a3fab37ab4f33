package org.shaodao.routing;

/** What a change of rules or catalogue would alter about a case. */
public enum Altered {
    /** Another unit leads, or a person is asked. */
    LEAD,
    /** The same unit, another limit. */
    LIMIT,
    /** The words of the text suggest another category. */
    SUGGESTION
}
