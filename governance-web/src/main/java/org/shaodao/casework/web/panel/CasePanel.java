package org.shaodao.casework.web.panel;

import java.util.Optional;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.Actor;

/**
 * What another context shows on the case page: its facts and the actions that start from them. Panels are beans, shown
 * in their {@code @Order}; each one is asked only for a case the reader may see.
 */
public interface CasePanel {

    /** The panel for this reader, or nothing where the context has neither a fact nor an action for him. */
    Optional<Content> panel(Actor actor, CaseId id);

    /**
     * A panel that is filled: {@code template} holds a fragment {@code panel(content)}, which renders one card.
     *
     * @param content what the fragment reads
     */
    record Content(String template, Object content) {}
}
