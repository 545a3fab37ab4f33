package org.shaodao.identity.service;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.PasswordRules;
import org.springframework.stereotype.Component;

/** The rule book in force: what a password must be and how long it lasts. */
@Component
@RequiredArgsConstructor
public class SecurityPolicy {

    private static final Duration MLPS_ROTATION = Duration.ofDays(90);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final String CAPITALS = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final String DIGITS = "23456789";

    private final SecurityProperties properties;
    private final SecureRandom random = new SecureRandom();

    public PasswordRules passwords() {
        return switch (properties.policy()) {
            case MLPS3 -> new PasswordRules(8, 3);
            case ASVS -> new PasswordRules(12, 0);
        };
    }

    /** How long a password lasts, where the rule book wants it changed. */
    public Optional<Duration> rotation() {
        return switch (properties.policy()) {
            case MLPS3 -> Optional.of(MLPS_ROTATION);
            case ASVS -> Optional.empty();
        };
    }

    /** Whether a password set at {@code since} is too old now. */
    public boolean isWornOut(Instant since, Instant now) {
        return rotation().map(length -> since.plus(length).isBefore(now)).orElse(false);
    }

    public SecurityProperties properties() {
        return properties;
    }

    /** A password to be used once: four groups, none of its signs easily mistaken for another; 70 bits. */
    public String oneTimePassword() {
        return pick(CAPITALS, 4) + "-" + pick(LETTERS, 4) + "-" + pick(DIGITS, 4) + "-" + pick(LETTERS, 4);
    }

    private String pick(String from, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
