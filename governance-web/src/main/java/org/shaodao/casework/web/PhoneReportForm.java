package org.shaodao.casework.web;

import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseDrafts;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;

/**
 * What is typed when something is reported by phone. {@code id} was made by the server with the empty form, so that the
 * same form sent twice is one case (rulings 16).
 */
@Getter
@Setter
class PhoneReportForm {

    private @Nullable String id;
    private @Nullable UUID place;
    private @Nullable UUID category;
    private @Nullable UUID other;
    private @Nullable String description;
    private @Nullable String address;
    private boolean urgent;
    private @Nullable String requesterName;
    private @Nullable String requesterPhone;
    private @Nullable String result;

    /** The building or door the report started from: the visit is logged with it. */
    private @Nullable UUID building;

    private @Nullable UUID household;

    /** Where messages about photos stand; the photos themselves come beside the form. */
    public @Nullable Object getPhotos() {
        return null;
    }

    static PhoneReportForm fresh() {
        PhoneReportForm form = new PhoneReportForm();
        form.setId(CaseId.next().toString());
        return form;
    }

    static PhoneReportForm of(CaseDrafts.Draft draft) {
        PhoneReportForm form = new PhoneReportForm();
        form.setId(draft.id().toString());
        form.setPlace(draft.place().value());
        form.setCategory(draft.category() == null ? null : draft.category().value());
        form.setDescription(draft.description());
        form.setAddress(draft.address());
        form.setUrgent(draft.urgent());
        form.setRequesterName(draft.requesterName());
        form.setRequesterPhone(draft.requesterPhone());
        return form;
    }

    /** What is known so far, to look for cases about the same. */
    SimilarCases.Matter matter() {
        UUID chosen = other != null ? other : category;
        return new SimilarCases.Matter(
                null,
                place == null ? null : new AreaId(place),
                chosen == null ? null : new CategoryId(chosen),
                description,
                address);
    }

    /** The id of the form; a new one where it cannot be read. */
    CaseId caseId() {
        try {
            return CaseId.of(String.valueOf(id));
        } catch (IllegalArgumentException unreadable) {
            CaseId made = CaseId.next();
            id = made.toString();
            return made;
        }
    }
}
