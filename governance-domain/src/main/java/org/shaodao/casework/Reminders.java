package org.shaodao.casework;

import java.time.LocalDate;
import java.util.Optional;
import org.shaodao.organisation.UnitId;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reminders. */
public interface Reminders extends Repository<Reminder, ReminderId> {

    Reminder save(Reminder made);

    /** What a person has sent to this unit about this case for this working day. */
    @Query("select r from Reminder r where r.caseId = :caseId and r.unitId = :unitId and r.workDay = :day")
    Optional<Reminder> sent(CaseId caseId, UnitId unitId, LocalDate day);
}
