package org.shaodao.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;

/**
 * What a password must be. Never a word everybody tries, never the login, long passwords welcome; whether kinds of
 * characters are counted is the one point where the two rule books disagree (docs/decisions/0040).
 *
 * @param shortest least number of characters
 * @param kinds how many of small letters, capitals, digits and other signs it must hold; 0 = not counted
 */
public record PasswordRules(int shortest, int kinds) {

    /** Longest password taken. */
    public static final int LONGEST = 128;

    private static final Set<String> COMMON = common();

    /** Throws a {@link RuleViolation} that names the rule. */
    public void check(String password, String login, @Nullable String old) {
        int length = password.codePointCount(0, password.length());
        RuleViolation.require(length >= shortest, "identity.password-short", shortest);
        RuleViolation.require(length <= LONGEST, "identity.password-long", LONGEST);
        RuleViolation.require(kindsIn(password) >= kinds, "identity.password-kinds", kinds);
        String folded = password.toLowerCase(Locale.ROOT);
        RuleViolation.require(
                login.length() < 3 || !folded.contains(login.toLowerCase(Locale.ROOT)), "identity.password-login");
        RuleViolation.require(!isCommon(folded), "identity.password-common");
        RuleViolation.require(!password.equals(old), "identity.password-same");
    }

    /** Words everybody tries, also with digits and signs around or in place of letters. */
    static boolean isCommon(String folded) {
        String plain = folded.replace('@', 'a').replace('$', 's');
        String core = trim(plain);
        return core.isEmpty()
                || COMMON.contains(core)
                || COMMON.contains(
                        trim(plain.replace('0', 'o').replace('1', 'l').replace('3', 'e')))
                || COMMON.contains(folded)
                || core.codePoints().distinct().count() <= 2;
    }

    private static String trim(String text) {
        return text.replaceAll("^[^\\p{L}]+", "").replaceAll("[^\\p{L}]+$", "");
    }

    private static int kindsIn(String password) {
        boolean small = false;
        boolean capital = false;
        boolean digit = false;
        boolean other = false;
        for (int c : password.codePoints().toArray()) {
            if (Character.isLowerCase(c)) {
                small = true;
            } else if (Character.isUpperCase(c)) {
                capital = true;
            } else if (Character.isDigit(c)) {
                digit = true;
            } else {
                other = true;
            }
        }
        return (small ? 1 : 0) + (capital ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
    }

    private static Set<String> common() {
        try (InputStream file = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (file == null) {
                throw new IllegalStateException("common-passwords.txt is missing");
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
