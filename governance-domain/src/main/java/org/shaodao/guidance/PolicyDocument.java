package org.shaodao.guidance;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;

/** A document the work rests on (feature A2.34): what it is, with its file; withdrawn ones stay readable and marked. */
@Entity
@Getter
public class PolicyDocument extends AggregateRoot<PolicyDocumentId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PolicyDocumentId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private AreaId districtId;

    private String number;

    private String title;

    private String issuer;

    private LocalDate issuedOn;

    private String fileName;

    private String mediaType;

    private int size;

    private Instant addedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "added_by"))
    private AccountId addedBy;

    private @Nullable Instant withdrawnAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "withdrawn_by"))
    private @Nullable AccountId withdrawnBy;

    private @Nullable String withdrawnReason;

    /**
     * What the document is, checked.
     *
     * @param number the number it was issued under
     */
    public record Facts(String number, String title, String issuer, LocalDate issuedOn) {

        public Facts {
            number = PlainText.checked(number, 2, 60, "guidance.number");
            title = PlainText.checked(title, 4, 200, "guidance.title");
            issuer = PlainText.checked(issuer, 2, 100, "guidance.issuer");
        }
    }

    /** Adds one; {@code size} in bytes. */
    public static PolicyDocument add(
            PolicyDocumentId id,
            AreaId district,
            Facts facts,
            String fileName,
            String mediaType,
            int size,
            AccountId by,
            Instant at) {
        PolicyDocument document = new PolicyDocument();
        document.id = id;
        document.districtId = district;
        document.take(facts);
        document.fileName = fileName;
        document.mediaType = mediaType;
        document.size = size;
        document.addedAt = at;
        document.addedBy = by;
        document.tell("guidance.event.policy-added", List.of(), by, at);
        return document;
    }

    /** Puts right what is said about it; the file stays. */
    public void correct(Facts facts, AccountId by, Instant at) {
        take(facts);
        tell("guidance.event.policy-corrected", List.of("facts"), by, at);
    }

    /** Marks it as no longer in force; throws {@link RuleViolation} where it is marked already. */
    public void withdraw(@Nullable String reason, AccountId by, Instant at) {
        RuleViolation.require(withdrawnAt == null, "guidance.policy.already-withdrawn");
        withdrawnReason = PlainText.checked(reason, 2, 200, "guidance.reason");
        withdrawnAt = at;
        withdrawnBy = by;
        tell("guidance.event.policy-withdrawn", List.of("withdrawnAt"), by, at);
    }

    private void take(Facts facts) {
        number = facts.number();
        title = facts.title();
        issuer = facts.issuer();
        issuedOn = facts.issuedOn();
    }

    private void tell(String key, List<String> fields, AccountId by, Instant at) {
        record(new Recorded("policy-document", id.value(), by.value(), null, null, at, key, fields, null));
    }

    @SuppressWarnings("NullAway.Init")
    protected PolicyDocument() {
        // for Hibernate
    }
}
