package org.shaodao.deliberation;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stored joint meetings. */
public interface Meetings extends Repository<Meeting, MeetingId> {

    Meeting save(Meeting meeting);

    Optional<Meeting> findById(MeetingId id);
}
