package org.shaodao.organisation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored Party organisations. */
public interface PartyOrganisations extends Repository<PartyOrganisation, PartyOrganisationId> {

    PartyOrganisation save(PartyOrganisation organisation);

    Optional<PartyOrganisation> findById(PartyOrganisationId id);
}
