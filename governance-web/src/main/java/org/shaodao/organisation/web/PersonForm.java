package org.shaodao.organisation.web;

import lombok.Getter;
import lombok.Setter;
import org.shaodao.organisation.service.Staffing.PersonFacts;

/** A person as typed. */
@Getter
@Setter
class PersonForm {

    private String name = "";
    private String phone = "";
    private boolean partyMember;
    private boolean managedHere;
    private long version;

    PersonFacts facts() {
        return new PersonFacts(name, phone, partyMember, managedHere);
    }
}
