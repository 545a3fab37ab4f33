package org.shaodao.catalogue.service;

import java.util.Set;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.Actor;

/** Which categories' reporters must not handle (feature A3.3); kept by the context that knows who reports. */
public interface SeparationSwitch {

    /** The categories for which it is on. */
    Set<CategoryId> separated();

    /**
     * Switches it on for exactly these; throws {@link org.shaodao.shared.Forbidden} for all but the supervisor of the
     * district and {@link org.shaodao.shared.RuleViolation} for an unknown category.
     */
    void separate(Actor actor, Set<CategoryId> wanted);
}
