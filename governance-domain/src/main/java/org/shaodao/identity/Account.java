package org.shaodao.identity;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.Role;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;

/**
 * A person's way in: login and password hash. What the account may do comes from the person's posts.
 * <p>Sessions that began before {@code sessionsFrom} are over from the next request on.
 */
@Entity
@Getter
@DynamicUpdate
public class Account extends AggregateRoot<AccountId> {

    /** Subject type of its events. */
    public static final String SUBJECT = "account";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AccountId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId personId;

    private String login;

    @Getter(AccessLevel.NONE)
    private String passwordHash;

    private boolean mustChange;

    private Instant passwordAt;

    private @Nullable Instant temporaryUntil;

    private boolean disabled;

    private @Nullable Instant sessionsFrom;

    private String language;

    /** A new account with a password its owner must change at once, before {@code usableUntil}. */
    public static Account open(
            PersonId person, Login login, String temporaryHash, Instant usableUntil, Actor by, Instant at) {
        Account account = new Account();
        account.id = AccountId.next();
        account.personId = person;
        account.login = login.value();
        account.language = "zh-CN";
        account.giveTemporary(temporaryHash, usableUntil, at);
        account.tell("identity.event.account-opened", by, at);
        return account;
    }

    /** An account whose owner chose the password in person. */
    public static Account openWithOwnPassword(PersonId person, Login login, String hash, Actor by, Instant at) {
        Account account = open(person, login, hash, at, by, at);
        account.mustChange = false;
        account.temporaryUntil = null;
        return account;
    }

    /** Gives a password to be changed at the first sign-in; whoever is signed in is out. */
    public void resetPassword(String temporaryHash, Instant usableUntil, Actor by, Instant at) {
        RuleViolation.require(!by.account().equals(id), "identity.own-account");
        giveTemporary(temporaryHash, usableUntil, at);
        tell("identity.event.password-reset", by, at, "password");
    }

    /** The owner's own choice; other sessions end. */
    public void changePassword(String hash, Actor by, Instant at) {
        passwordHash = hash;
        mustChange = false;
        temporaryUntil = null;
        passwordAt = at;
        sessionsFrom = at;
        tell("identity.event.password-changed", by, at, "password");
    }

    /** Closes the way in; sessions end at their next request. */
    public void disable(Actor by, Instant at) {
        RuleViolation.require(!by.account().equals(id), "identity.own-account");
        RuleViolation.require(!disabled, "identity.already-disabled");
        disabled = true;
        sessionsFrom = at;
        tell("identity.event.account-disabled", by, at, "disabled");
    }

    /** Opens it again, with the password it had. */
    public void enable(Actor by, Instant at) {
        RuleViolation.require(disabled, "identity.not-disabled");
        disabled = false;
        tell("identity.event.account-enabled", by, at, "disabled");
    }

    /** Ends every session, for example when an office was given or taken. */
    public void endSessions(Instant at) {
        sessionsFrom = at;
    }

    /** The language pages speak to the owner; {@code zh-CN} or {@code en}. */
    public void chooseLanguage(String tag, Actor by, Instant at) {
        RuleViolation.require(tag.equals("zh-CN") || tag.equals("en"), "identity.language-unknown");
        language = tag;
        tell("identity.event.language-chosen", by, at, "language");
    }

    public String passwordHash() {
        return passwordHash;
    }

    private void giveTemporary(String hash, Instant usableUntil, Instant at) {
        passwordHash = hash;
        mustChange = true;
        temporaryUntil = usableUntil;
        passwordAt = at;
        sessionsFrom = at;
    }

    private void tell(String key, Actor by, Instant at, String... fields) {
        String role = by.posts().stream()
                .map(post -> post.role())
                .filter(Role::isAdministrator)
                .map(Role::name)
                .findFirst()
                .orElse(by.isSystem() ? Role.SYSTEM.name() : null);
        record(new Recorded(
                SUBJECT,
                id.value(),
                by.isSystem() ? null : by.account().value(),
                role,
                null,
                at,
                key,
                List.of(fields),
                null));
    }

    @SuppressWarnings("NullAway.Init")
    protected Account() {
        // for Hibernate
    }
}
