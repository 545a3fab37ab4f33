package org.shaodao.notification.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.Channel;
import org.shaodao.notification.service.TargetBook;
import org.shaodao.notification.service.TargetKeeping;

/** A mailbox or robot as an administrator types it. The address is never sent back to the page once it is kept. */
@Getter
@Setter
class TargetForm {

    private @Nullable Channel channel;

    private String name = "";

    private @Nullable String address;

    private @Nullable String secret;

    private int digestMinutes = 30;

    private long version = -1;

    static TargetForm of(TargetBook.Row row) {
        TargetForm form = new TargetForm();
        form.channel = row.channel();
        form.name = row.name();
        form.digestMinutes = row.digestMinutes();
        form.version = row.version();
        return form;
    }

    TargetKeeping.Wish toWish() {
        return new TargetKeeping.Wish(channel == null ? Channel.EMAIL : channel, name, address, secret, digestMinutes);
    }
}
