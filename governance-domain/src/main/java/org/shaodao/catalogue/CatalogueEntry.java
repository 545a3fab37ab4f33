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
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;

/**
 * One edition of a line of the dispatch catalogue: who leads matters of one category that one level dispatches, in one
 * kind of area or in all. An edition never changes but for its end; a change makes the next one, so that a decision
 * keeps pointing at what it followed.
 */
@Entity
@Getter
public class CatalogueEntry extends AggregateRoot<CatalogueEntryId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CatalogueEntryId id;

    private UUID lineId;

    private int edition;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private CategoryId categoryId;

    @Enumerated(EnumType.STRING)
    private AreaLevel level;

    @Enumerated(EnumType.STRING)
    private @Nullable AreaKind areaKind;

    @Enumerated(EnumType.STRING)
    private UnitKind leadKind;

    @Enumerated(EnumType.STRING)
    private @Nullable Speciality leadSpeciality;

    @Getter(AccessLevel.NONE)
    private @Nullable String coSpecialities;

    private @Nullable String limitClass;

    private @Nullable String legalBasis;

    @Enumerated(EnumType.STRING)
    private MatterList listType;

    private @Nullable String filingCondition;

    private @Nullable String closingCondition;

    @Enumerated(EnumType.STRING)
    private Admission admission;

    private @Nullable LocalDate admittedUntil;

    private Instant validFrom;

    private @Nullable Instant validTo;

    private boolean active;

    /**
     * A new line. Throws {@link RuleViolation} where the lead is one the matter may not have, or an admission would end
     * before it begins.
     *
     * @param areaKind null = every kind of area
     */
    public static CatalogueEntry add(
            CatalogueEntryId id,
            Category category,
            AreaLevel level,
            @Nullable AreaKind areaKind,
            EntryDetails details,
            AccountId by,
            Instant at) {
        RuleViolation.require(EntryDetails.LEVELS.contains(level), "catalogue.entry.level-invalid");
        CatalogueEntry entry = new CatalogueEntry(id, id.value(), 1, category.getId(), level, areaKind, at);
        entry.take(category, details, at);
        entry.tell("catalogue.entry.event.added", List.of(), by, at);
        return entry;
    }

    /**
     * Ends this edition and makes the next; empty when nothing differs. Throws {@link RuleViolation} as {@link #add},
     * and for a line that is out of use.
     */
    public Optional<CatalogueEntry> edit(
            CatalogueEntryId next, Category category, EntryDetails details, AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.entry.already-inactive");
        List<String> changed = details().differences(details);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        CatalogueEntry entry = new CatalogueEntry(next, lineId, edition + 1, categoryId, level, areaKind, at);
        entry.take(category, details, at);
        entry.tell("catalogue.entry.event.edited", changed, by, at);
        end(at);
        return Optional.of(entry);
    }

    /** Takes the line out of use, for good; a new line may take its place. */
    public void deactivate(AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.entry.already-inactive");
        end(at);
        tell("catalogue.entry.event.deactivated", List.of("active"), by, at);
    }

    public EntryDetails details() {
        return new EntryDetails(
                leadKind,
                leadSpeciality,
                EntryDetails.coUnits(coSpecialities),
                limitClass,
                legalBasis,
                listType,
                filingCondition,
                closingCondition,
                admission,
                admittedUntil);
    }

    private void end(Instant at) {
        active = false;
        validTo = at;
    }

    private void take(Category category, EntryDetails details, Instant at) {
        checkLead(category, details);
        LocalDate until = details.admittedUntil();
        RuleViolation.require(
                until == null || !until.isBefore(LocalDate.ofInstant(at, Zone.ID)), "catalogue.entry.admission-past");
        leadKind = details.leadKind();
        leadSpeciality = details.leadSpeciality();
        coSpecialities = details.coUnits().isEmpty() ? null : String.join(",", details.coUnits());
        limitClass = details.limitClass();
        legalBasis = details.legalBasis();
        listType = details.listType();
        filingCondition = details.filingCondition();
        closingCondition = details.closingCondition();
        admission = details.admission();
        admittedUntil = until;
    }

    private static void checkLead(Category category, EntryDetails details) {
        RuleViolation.require(
                !category.isCommunityNeverLeads() || !Router.isCommunitySide(details.leadKind()),
                "catalogue.entry.community-never-leads",
                category.getName());
        boolean street = Mandate.isStreetSide(details.leadKind());
        RuleViolation.require(
                !street || details.listType() != MatterList.WITHDRAWN,
                "catalogue.entry.withdrawn-upward",
                category.getName());
        RuleViolation.require(
                !street || details.listType() != MatterList.ASSISTING,
                "catalogue.entry.assisting-only",
                category.getName());
    }

    private void tell(String key, List<String> fields, AccountId by, Instant at) {
        record(new Recorded(
                "catalogue-entry", id.value(), by.value(), "DISTRICT_SUPERVISOR", null, at, key, fields, null));
    }

    private CatalogueEntry(
            CatalogueEntryId id,
            UUID lineId,
            int edition,
            CategoryId categoryId,
            AreaLevel level,
            @Nullable AreaKind areaKind,
            Instant at) {
        this();
        this.id = id;
        this.lineId = lineId;
        this.edition = edition;
        this.categoryId = categoryId;
        this.level = level;
        this.areaKind = areaKind;
        this.validFrom = at;
        this.active = true;
    }

    @SuppressWarnings("NullAway.Init")
    protected CatalogueEntry() {
        // for Hibernate
    }
}
