package org.shaodao.insight.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which joint meetings were called over a case, and which meeting resolved it. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CaseMeetings {

    private final JdbcClient jdbc;

    /** A meeting of the case; {@code resolved} = the case is one of its resolutions. */
    public record Row(UUID id, String number, String title, String state, Instant startsAt, boolean resolved) {}

    /** The meetings, the latest first; the caller has checked that the case may be read. */
    public List<Row> of(UUID caseId) {
        return jdbc.sql("""
                        select m.id, m.number, m.title, m.state, m.starts_at, false as resolved
                          from meeting m where m.subject_type = 'case' and m.subject_id = :case
                        union all
                        select m.id, m.number, m.title, m.state, m.starts_at, true
                          from meeting_resolution r join meeting m on m.id = r.meeting_id where r.id = :case
                         order by starts_at desc, id limit 20
                        """).param("case", caseId).query(Row.class).list();
    }
}
