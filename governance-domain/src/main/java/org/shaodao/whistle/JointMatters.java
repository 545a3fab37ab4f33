package org.shaodao.whistle;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All templates of joint matters; the service asks by scope. */
public interface JointMatters extends Repository<JointMatter, JointMatterId> {

    JointMatter saveAndFlush(JointMatter made);

    Optional<JointMatter> findById(JointMatterId id);
}
