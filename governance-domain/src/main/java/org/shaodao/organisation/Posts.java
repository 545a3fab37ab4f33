package org.shaodao.organisation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored posts. */
public interface Posts extends Repository<Post, PostId> {

    Post save(Post post);

    Optional<Post> findById(PostId id);
}
