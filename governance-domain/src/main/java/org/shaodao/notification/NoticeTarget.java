package org.shaodao.notification;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;

/** A mailbox or group robot to which copies of a unit's notices go. */
@Entity
@Table(name = "notice_target")
@Getter
public class NoticeTarget extends AggregateRoot<NoticeTargetId> {

    /** Subject type of its events. */
    public static final String SUBJECT = "notice-target";

    private static final int DAY = 1440;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private NoticeTargetId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String name;

    @Getter(AccessLevel.NONE)
    private byte[] addressSealed;

    private String addressHint;

    @Getter(AccessLevel.NONE)
    private byte @Nullable [] secretSealed;

    private int digestMinutes;

    private boolean paused;

    /** A new target of this unit. */
    public static NoticeTarget create(
            UnitId unit,
            Channel channel,
            String name,
            TargetAddress address,
            int digestMinutes,
            PersonalDataVault vault,
            AccountId by,
            Instant at) {
        NoticeTarget target = new NoticeTarget();
        target.id = NoticeTargetId.next();
        target.unitId = unit;
        target.channel = channel;
        target.name = checkedName(name);
        target.digestMinutes = checkedMinutes(digestMinutes);
        target.seal(address, vault);
        target.happened("created", by, at);
        return target;
    }

    /** Another name, another rhythm, and another address where one is given. */
    public void change(
            String newName,
            @Nullable TargetAddress newAddress,
            int newDigestMinutes,
            PersonalDataVault vault,
            AccountId by,
            Instant at) {
        name = checkedName(newName);
        digestMinutes = checkedMinutes(newDigestMinutes);
        if (newAddress != null) {
            seal(newAddress, vault);
        }
        happened(
                "edited",
                by,
                at,
                newAddress == null ? new String[] {"name", "digest"} : new String[] {"name", "digest", "address"});
    }

    /** Sends nothing until it is resumed; what waits goes on waiting and is given up after a day. */
    public void pause(AccountId by, Instant at) {
        RuleViolation.require(!paused, "notification.paused-already");
        paused = true;
        happened("paused", by, at);
    }

    /** Sends again. */
    public void resume(AccountId by, Instant at) {
        RuleViolation.require(paused, "notification.not-paused");
        paused = false;
        happened("resumed", by, at);
    }

    /** Records that somebody sent a trial message. */
    public void tried(AccountId by, Instant at) {
        happened("tried", by, at);
    }

    /** Records that it is taken out; the caller deletes it. */
    public void remove(AccountId by, Instant at) {
        happened("removed", by, at);
    }

    /** The address in the clear, for sending only. */
    public TargetAddress address(PersonalDataVault vault) {
        return new TargetAddress(
                Objects.requireNonNull(vault.open(addressSealed)), vault.open(secretSealed), addressHint);
    }

    private void seal(TargetAddress address, PersonalDataVault vault) {
        addressSealed = Objects.requireNonNull(vault.seal(address.address()));
        secretSealed = vault.seal(address.secret());
        addressHint = address.hint();
    }

    private void happened(String what, AccountId by, Instant at, String... fields) {
        record(new Recorded(
                SUBJECT,
                id.value(),
                by.value(),
                null,
                null,
                at,
                "notification.event.target-" + what,
                List.of(fields),
                null));
    }

    private static String checkedName(String raw) {
        return PlainText.checked(raw, 1, 40, "notification.name");
    }

    private static int checkedMinutes(int minutes) {
        RuleViolation.require(minutes >= 0 && minutes <= DAY, "notification.digest-range");
        return minutes;
    }

    @SuppressWarnings("NullAway.Init")
    protected NoticeTarget() {
        // for Hibernate
    }
}
