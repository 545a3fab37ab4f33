package org.shaodao.casework.web;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.DeclineReason;
import org.shaodao.casework.ExclusionReason;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.ReturnReason;
import org.shaodao.casework.Satisfaction;
import org.shaodao.casework.SuspensionReason;
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

    private @Nullable ReturnReason returnReason;
    private @Nullable SuspensionReason suspensionReason;
    private @Nullable ExclusionReason exclusionReason;
    private @Nullable UnitId owner;
    private @Nullable String days;
    private @Nullable String plan;
    private @Nullable String review;
    private @Nullable String missing;

    /** Sent from the list of what waits for a decision; that is where it leads back to. */
    private boolean queue;

    /** The list somebody came from, the case's place in it, and whether the case was shown beside it. */
    private @Nullable String from;

    private @Nullable String cursor;
    private boolean pane;

    /** Where messages about photos stand; the photos themselves come beside the form. */
    public @Nullable Object getPhotos() {
        return null;
    }

    /** Days as a number; null where none was typed. */
    @Nullable
    Integer wholeDays() {
        String typed = days == null
                ? ""
                : Normalizer.normalize(days, Normalizer.Form.NFKC).strip();
        return typed.matches("\\d{1,4}") ? Integer.valueOf(typed) : null;
    }

    /** The day of review; null where no date was typed. */
    @Nullable
    LocalDate reviewDay() {
        try {
            return review == null ? null : LocalDate.parse(review.strip());
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    String words() {
        return text == null ? "" : text;
    }

    DispatchCase toDispatch(CaseId id) {
        return new DispatchCase(id, version, lead, coUnits, limitClass, text);
    }
}
