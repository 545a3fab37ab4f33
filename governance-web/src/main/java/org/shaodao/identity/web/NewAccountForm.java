package org.shaodao.identity.web;

import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;

/** One account: for somebody with a post, or for a new person by name. */
@Getter
@Setter
class NewAccountForm {

    private @Nullable UUID person;
    private String name = "";
    private String login = "";
}
