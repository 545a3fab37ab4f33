package org.shaodao.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Lines of the dispatch catalogue as they are changed. */
public interface CatalogueEntries extends Repository<CatalogueEntry, CatalogueEntryId> {

    CatalogueEntry save(CatalogueEntry entry);

    /** Writes what was saved, so that an ended edition makes room for the next. */
    void flush();

    Optional<CatalogueEntry> findById(CatalogueEntryId id);

    /** All editions, ended ones included. */
    List<CatalogueEntry> findAll();

    /** All editions of the lines of a category, ended ones included. */
    List<CatalogueEntry> findByCategoryId(CategoryId categoryId);

    /** All editions of one line. */
    List<CatalogueEntry> findByLineId(UUID lineId);
}
