package org.shaodao.identity.web;

import lombok.Getter;
import lombok.Setter;

/** The old password, and the new one twice. */
@Getter
@Setter
class PasswordForm {

    private String old = "";
    private String wanted = "";
    private String again = "";

    /** The field a broken rule belongs to. */
    String fieldOf(String rule) {
        return switch (rule) {
            case "identity.password-wrong" -> "old";
            case "identity.password-unlike" -> "again";
            default -> "wanted";
        };
    }
}
