package org.shaodao.notification.service;

import org.shaodao.notification.Channel;
import org.shaodao.notification.TargetAddress;

/** One way copies leave by. Throws nothing: what went wrong is the answer. */
interface CopySender {

    /** Whether this is the way of a channel. */
    boolean serves(Channel channel);

    /** Sends one text; the subject is for mail only. */
    Answer send(Channel channel, TargetAddress address, String subject, String text);

    /** Longest text it takes, in bytes of UTF-8. */
    int longest();

    /**
     * What came back.
     *
     * @param shown what an administrator reads: the code and the beginning of the answer, never the address
     */
    record Answer(boolean accepted, String shown) {

        private static final int LENGTH = 300;

        public Answer {
            shown = shown.length() > LENGTH ? shown.substring(0, LENGTH) : shown;
        }
    }
}
