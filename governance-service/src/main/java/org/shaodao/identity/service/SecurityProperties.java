package org.shaodao.identity.service;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of sign-in and sessions.
 *
 * @param policy which rule book the passwords follow where the two disagree
 * @param idle a session nobody used this long is over
 * @param absolute a session this old is over whatever it did
 * @param maxSessions sessions one account may have; the oldest ends when one more begins
 * @param lockAfter wrong passwords for one account from one source block before the lock
 * @param lockFor how long that lock holds
 * @param failuresPerMinute wrong passwords from one source block in a minute, over all accounts
 * @param bcryptCost cost of the password hash, a power of two
 * @param temporaryFor how long a password given by an administrator can be used
 */
@ConfigurationProperties("shaodao.security")
public record SecurityProperties(
        @DefaultValue("mlps3") Policy policy,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration absolute,
        @DefaultValue("5") int maxSessions,
        @DefaultValue("5") int lockAfter,
        @DefaultValue("30m") Duration lockFor,
        @DefaultValue("20") int failuresPerMinute,
        @DefaultValue("11") int bcryptCost,
        @DefaultValue("7d") Duration temporaryFor) {

    /** The national scheme, level three, or the OWASP verification standard. */
    public enum Policy {
        MLPS3,
        ASVS
    }
}
