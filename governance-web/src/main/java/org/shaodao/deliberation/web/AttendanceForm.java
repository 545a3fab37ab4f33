package org.shaodao.deliberation.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.shaodao.deliberation.Attendance;
import org.shaodao.deliberation.service.MeetingBook;
import org.shaodao.deliberation.service.MeetingKeeping;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.UnitId;

/** Who came; the keys are ids of units and persons. */
@Getter
@Setter
class AttendanceForm {

    private Map<UUID, Attendance> units = new LinkedHashMap<>();

    private Map<UUID, String> by = new LinkedHashMap<>();

    private Map<UUID, Attendance> members = new LinkedHashMap<>();

    private String chair = "";

    private long version = -1;

    static AttendanceForm of(MeetingBook.Sheet sheet) {
        AttendanceForm form = new AttendanceForm();
        sheet.units().forEach(unit -> {
            form.units.put(unit.unitId(), known(unit.attendance()));
            form.by.put(unit.unitId(), unit.attendedBy() == null ? "" : unit.attendedBy());
        });
        sheet.members().forEach(member -> form.members.put(member.personId(), known(member.attendance())));
        form.chair = sheet.facts().chair() == null ? "" : sheet.facts().chair();
        form.version = sheet.facts().version();
        return form;
    }

    MeetingKeeping.Came toCame() {
        Map<UnitId, MeetingKeeping.Came.Unit> came = new LinkedHashMap<>();
        units.forEach((id, how) -> came.put(new UnitId(id), new MeetingKeeping.Came.Unit(known(how), by.get(id))));
        Map<PersonId, Attendance> there = new LinkedHashMap<>();
        members.forEach((id, how) -> there.put(new PersonId(id), known(how)));
        return new MeetingKeeping.Came(came, there, chair);
    }

    /** Most come: the form begins with "present". */
    private static Attendance known(@org.jspecify.annotations.Nullable Attendance how) {
        return how == null || how == Attendance.OPEN ? Attendance.PRESENT : how;
    }
}
