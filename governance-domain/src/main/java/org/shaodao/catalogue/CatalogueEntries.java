package org.shaodao.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Lines of the dispatch catalogue as they are changed. */
public interface CatalogueEntries extends Repository<CatalogueEntry, CatalogueEntryId> {

    CatalogueEntry save(CatalogueEntry entry);

    /** Writes what was saved, so that an ended edition makes room for the next. */
    void flush();

    Optional<CatalogueEntry> findById(CatalogueEntryId id);

    List<CatalogueEntry> findByActiveTrue();

    List<CatalogueEntry> findByCategoryIdAndActiveTrue(CategoryId categoryId);
}
