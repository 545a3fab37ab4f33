package org.shaodao.notification;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored targets. */
public interface NoticeTargets extends Repository<NoticeTarget, NoticeTargetId> {

    NoticeTarget save(NoticeTarget target);

    Optional<NoticeTarget> findById(NoticeTargetId id);

    void delete(NoticeTarget target);
}
