package org.shaodao.catalogue.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.catalogue.service.AdmissionBook;
import org.shaodao.organisation.Actor;
import org.shaodao.page.WorkCount;
import org.springframework.stereotype.Component;

/** Admission requests that wait for this person: the count beside their list on every page. */
@Component
@RequiredArgsConstructor
class WaitingAdmissions implements WorkCount {

    private final AdmissionBook book;

    @Override
    public int newWork(Actor actor) {
        return book.waiting(actor);
    }

    @Override
    public String href() {
        return "/admissions";
    }
}
