package org.shaodao.casework.web;

import java.time.LocalDate;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.AssistanceBook;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;
import org.springframework.format.annotation.DateTimeFormat;

/** What the forms of an assistance request send. */
@Getter
@Setter
public class AssistanceForm {

    private long version;
    private @Nullable AreaId grid;
    private @Nullable CategoryId category;
    private @Nullable String purpose;
    private @Nullable String legalBasis;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate wantedOn;

    private @Nullable String note;
    private @Nullable UUID household;

    AssistanceBook.Ask toAsk() {
        return new AssistanceBook.Ask(grid, category, purpose, legalBasis, wantedOn);
    }
}
