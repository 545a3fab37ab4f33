package org.shaodao.casework.service;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.shared.Bigrams;
import org.shaodao.shared.batch.RowsAtCommit;
import org.springframework.stereotype.Component;

/** Keeps the words of a case beside it, for the search of lists and for finding duplicates. */
@Component
@RequiredArgsConstructor
class CaseWords {

    private static final String WRITE = """
            insert into case_words (case_id, words) values (?, to_tsvector('simple', ?))
            on conflict (case_id) do update set words = excluded.words
            """;

    private final RowsAtCommit rows;

    /** Writes the words anew, in the transaction of the verb that changed the text. */
    void write(GovernanceCase kase) {
        String address = kase.getAddress() == null ? "" : kase.getAddress();
        String words = Bigrams.text(kase.getTitle() + "\n" + kase.getDescription() + "\n" + address);
        UUID id = kase.getId().value();
        rows.put(WRITE, id, id, words);
    }
}
