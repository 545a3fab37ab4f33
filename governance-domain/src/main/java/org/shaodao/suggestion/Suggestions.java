package org.shaodao.suggestion;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Suggestions. */
public interface Suggestions extends Repository<Suggestion, SuggestionId> {

    Suggestion save(Suggestion made);

    Optional<Suggestion> findById(SuggestionId id);
}
