package org.shaodao.casework.web;

import java.util.HashSet;
import java.util.Set;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.DeclineReason;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.Satisfaction;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.UnitId;

/** What the action panel of the case page sends; each action reads its own few fields. */
@Getter
@Setter
public class CaseActionForm {

    private long version;
    private @Nullable CategoryId category;
    private boolean urgent;
    private boolean dispatchToo;
    private @Nullable UnitId lead;
    private Set<UnitId> coUnits = new HashSet<>();
    private @Nullable String limitClass;
    private @Nullable String text;
    private @Nullable DeclineReason declineReason;
    private @Nullable String person;
    private @Nullable String phone;
    private @Nullable ResolutionKind kind;
    private boolean contacted;
    private boolean reached;
    private boolean solved;
    private @Nullable Satisfaction satisfaction;

    /** The list somebody came from, the case's place in it, and whether the case was shown beside it. */
    private @Nullable String from;

    private @Nullable String cursor;
    private boolean pane;

    /** Where messages about photos stand; the photos themselves come beside the form. */
    public @Nullable Object getPhotos() {
        return null;
    }

    String words() {
        return text == null ? "" : text;
    }

    DispatchCase toDispatch(CaseId id) {
        return new DispatchCase(id, version, lead, coUnits, limitClass, text);
    }
}
