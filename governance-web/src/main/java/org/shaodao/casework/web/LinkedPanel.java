package org.shaodao.casework.web;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseLinksReading;
import org.shaodao.casework.service.CaseLinksReading.Links;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What belongs together on the case page: merged, recurring and to be voided cases, and what may be about the same. */
@Component
@Order(10)
@RequiredArgsConstructor
class LinkedPanel implements CasePanel {

    private final CaseLinksReading links;
    private final SimilarCases similar;

    /** What the fragment shows. */
    record View(Links links, List<SimilarCases.Hint> hints) {}

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        Links here = links.of(actor, id);
        boolean early = here.status() == CaseStatus.REPORTED || here.status() == CaseStatus.ACCEPTED;
        List<SimilarCases.Hint> hints = here.mayMerge() && early ? similar.to(actor, here.matter()) : List.of();
        return here.linked() || here.acts()
                ? Optional.of(new Content("casework/_linked", new View(here, hints)))
                : Optional.empty();
    }
}
