package org.shaodao.deliberation.web;

import lombok.Getter;
import lombok.Setter;
import org.shaodao.deliberation.service.MeetingBook;

/** The minutes as they are written. */
@Getter
@Setter
class MinutesForm {

    private String minutes = "";

    private String recorder = "";

    private long version = -1;

    static MinutesForm of(MeetingBook.Facts facts) {
        MinutesForm form = new MinutesForm();
        form.minutes = facts.minutes() == null ? "" : facts.minutes();
        form.recorder = facts.recorder() == null ? "" : facts.recorder();
        form.version = facts.version();
        return form;
    }
}
