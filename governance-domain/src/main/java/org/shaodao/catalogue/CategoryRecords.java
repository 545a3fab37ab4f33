package org.shaodao.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Categories as they are changed; reading goes through the service. */
public interface CategoryRecords extends Repository<Category, CategoryId> {

    Category save(Category category);

    Optional<Category> findById(CategoryId id);

    Optional<Category> findByCode(String code);

    List<Category> findAll();
}
