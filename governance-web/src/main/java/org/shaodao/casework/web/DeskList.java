package org.shaodao.casework.web;

import org.shaodao.casework.service.CaseFilter;
import org.shaodao.organisation.AreaScope;

/**
 * A list as its address asks for it.
 *
 * @param here the view, with the scope it reads in
 * @param query the same address in one spelling: what stands after {@code /cases?}, without the page
 */
record DeskList(CaseView.Choice here, CaseFilter filter, String query) {

    /** The scope the list is read in: what waits for me is what my units hold. */
    AreaScope scope() {
        return here.view() == CaseView.TODO && here.scope() instanceof AreaScope.OfUnits of
                ? new AreaScope.HeldBy(of.ids())
                : here.scope();
    }
}
