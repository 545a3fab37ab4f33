package org.shaodao.organisation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored people. */
public interface Persons extends Repository<Person, PersonId> {

    Person save(Person person);

    Optional<Person> findById(PersonId id);
}
