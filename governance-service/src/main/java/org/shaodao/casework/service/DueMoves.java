package org.shaodao.casework.service;

import java.util.Map;
import org.shaodao.casework.CaseId;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.WorkingCalendar;

/**
 * Counts again what moved a due time after its clock had started, such as extensions (rulings 15). Beans of this type are
 * asked in their {@code @Order} when a calendar has arrived.
 */
public interface DueMoves {

    /**
     * The due times of these clocks with everything granted so far counted again.
     *
     * @param bases where the clocks would end without it, by the case, by the new calendar
     * @return the moved ones only
     */
    Map<CaseId, Deadline> again(Map<CaseId, Deadline> bases, WorkingCalendar calendar);
}
