package org.shaodao.identity;

import java.text.Normalizer;
import java.util.Locale;
import org.shaodao.shared.RuleViolation;

/** The name typed at sign-in: letters, digits, dot, hyphen, underscore; compared without case and width. */
public record Login(String value) {

    private static final int LONGEST = 100;

    public Login {
        value = fold(value);
        RuleViolation.require(value.matches("[\\p{L}0-9][\\p{L}0-9._-]{2,39}"), "identity.login-invalid");
    }

    /** How any typed text is compared with stored logins. */
    public static String fold(String typed) {
        String folded =
                Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.length() > LONGEST ? folded.substring(0, LONGEST) : folded;
    }
}
