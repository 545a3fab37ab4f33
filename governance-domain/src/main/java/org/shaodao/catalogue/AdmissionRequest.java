package org.shaodao.catalogue;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;

/**
 * A department's request to bring a matter into the list of communities or grids (feature A8.1): asked, reviewed by the
 * district office, agreed to or refused by the supervisor; what is agreed to expires by itself or is withdrawn. Every
 * verb throws {@link RuleViolation} in a state docs/rights-admission.csv does not name for it.
 */
@Entity
@Getter
public class AdmissionRequest extends AggregateRoot<AdmissionRequestId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AdmissionRequestId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private AreaId districtId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private CategoryId categoryId;

    @Enumerated(EnumType.STRING)
    private AreaLevel level;

    private boolean leads;

    private String matter;

    private String legalBasis;

    private LocalDate fromDay;

    private LocalDate untilDay;

    private String money;

    private String people;

    private String training;

    private Instant requestedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "requested_by"))
    private AccountId requestedBy;

    private @Nullable String opinion;

    private @Nullable Instant reviewedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reviewed_by"))
    private @Nullable AccountId reviewedBy;

    private @Nullable String decision;

    private @Nullable Instant decidedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable AccountId decidedBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "entry_id"))
    private @Nullable CatalogueEntryId entryId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "return_id"))
    private @Nullable CatalogueEntryId returnId;

    private @Nullable Instant withdrawnAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "withdrawn_by"))
    private @Nullable AccountId withdrawnBy;

    private @Nullable String withdrawnWhy;

    @Enumerated(EnumType.STRING)
    private AdmissionState state;

    /**
     * What it made of the catalogue.
     *
     * @param entry the edition that admits the matter
     * @param returning the one by which counts again what the line said before; null = the line said nothing
     */
    public record Listed(CatalogueEntryId entry, @Nullable CatalogueEntryId returning) {}

    /** Who does it, in which role, and who hears of it. */
    public record By(AccountId account, Role role, AdmissionNotices notices) {}

    /** Asks for it; throws {@link RuleViolation} for a period that begins before today. */
    public static AdmissionRequest ask(
            AdmissionRequestId id, AreaId district, UnitId unit, AdmissionWish wish, By by, Instant at) {
        RuleViolation.require(
                !wish.from().isBefore(LocalDate.ofInstant(at, Zone.ID)), "catalogue.admission.period-past");
        AdmissionRequest request = new AdmissionRequest();
        request.id = id;
        request.districtId = district;
        request.unitId = unit;
        request.categoryId = wish.category();
        request.level = wish.level();
        request.leads = wish.leads();
        request.matter = wish.matter();
        request.legalBasis = wish.legalBasis();
        request.fromDay = wish.from();
        request.untilDay = wish.until();
        request.money = wish.money();
        request.people = wish.people();
        request.training = wish.training();
        request.requestedAt = at;
        request.requestedBy = by.account();
        request.state = AdmissionState.REQUESTED;
        request.tell(AdmissionAction.ASK, AdmissionState.REQUESTED, by, at);
        return request;
    }

    /** Where it stands on this day: what was agreed to expires after its last day. */
    public AdmissionState standing(LocalDate today) {
        return state == AdmissionState.LISTED && today.isAfter(untilDay) ? AdmissionState.EXPIRED : state;
    }

    /** The district office gives its opinion. */
    public void review(@Nullable String words, By by, Instant at) {
        requireLegal(AdmissionAction.REVIEW, at);
        opinion = PlainText.checked(words, 2, 500, "note");
        reviewedBy = by.account();
        reviewedAt = at;
        become(AdmissionState.REVIEWED, AdmissionAction.REVIEW, by, at);
    }

    /** Agreed to: the line that admits it. Throws {@link RuleViolation} also when the period is over. */
    public void approve(Listed listed, @Nullable String words, By by, Instant at) {
        requireApprovable(at);
        String said = PlainText.checked(words, 0, 500, "note");
        decide(said.isEmpty() ? null : said, by, at);
        entryId = listed.entry();
        returnId = listed.returning();
        become(AdmissionState.LISTED, AdmissionAction.APPROVE, by, at);
    }

    /** Throws {@link RuleViolation} where it cannot be agreed to any more. */
    public void requireApprovable(Instant at) {
        requireLegal(AdmissionAction.APPROVE, at);
        RuleViolation.require(!untilDay.isBefore(LocalDate.ofInstant(at, Zone.ID)), "catalogue.admission.period-over");
    }

    /** Refused with the reason. */
    public void refuse(@Nullable String why, By by, Instant at) {
        requireLegal(AdmissionAction.REFUSE, at);
        decide(PlainText.checked(why, 2, 500, "note"), by, at);
        become(AdmissionState.REFUSED, AdmissionAction.REFUSE, by, at);
    }

    /** Taken back: by who asked before the decision, out of the list by the supervisor after it. */
    public void withdraw(@Nullable String why, By by, Instant at) {
        requireLegal(AdmissionAction.WITHDRAW, at);
        withdrawnWhy = PlainText.checked(why, 2, 500, "note");
        withdrawnBy = by.account();
        withdrawnAt = at;
        become(AdmissionState.WITHDRAWN, AdmissionAction.WITHDRAW, by, at);
    }

    private void decide(@Nullable String words, By by, Instant at) {
        decision = words;
        decidedBy = by.account();
        decidedAt = at;
    }

    private void requireLegal(AdmissionAction action, Instant at) {
        RuleViolation.require(
                AdmissionRights.table().isLegal(standing(LocalDate.ofInstant(at, Zone.ID)), action),
                "catalogue.admission.decided");
    }

    private void become(AdmissionState next, AdmissionAction action, By by, Instant at) {
        AdmissionState before = state;
        state = next;
        tell(action, before, by, at);
    }

    private void tell(AdmissionAction action, AdmissionState before, By by, Instant at) {
        record(new Recorded(
                        "admission-request",
                        id.value(),
                        by.account().value(),
                        by.role().name(),
                        null,
                        at,
                        "catalogue.admission.event." + action,
                        List.of("state"),
                        null)
                .telling(null, by.notices().of(action, before, unitId)));
    }

    @SuppressWarnings("NullAway.Init")
    protected AdmissionRequest() {
        // for Hibernate
    }
}
