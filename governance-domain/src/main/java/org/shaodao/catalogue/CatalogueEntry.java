package org.shaodao.catalogue;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;

/** One line of the dispatch catalogue: who leads matters of one category that one level dispatches. */
@Entity
@Getter
public class CatalogueEntry extends AggregateRoot<CatalogueEntryId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CatalogueEntryId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private CategoryId categoryId;

    @Enumerated(EnumType.STRING)
    private AreaLevel level;

    @Enumerated(EnumType.STRING)
    private UnitKind leadKind;

    @Enumerated(EnumType.STRING)
    private @Nullable Speciality leadSpeciality;

    @Getter(AccessLevel.NONE)
    private @Nullable String coSpecialities;

    private @Nullable String limitClass;

    private @Nullable String legalBasis;

    private boolean active;

    /** A new line; the hard rule of the category is checked here. */
    public static CatalogueEntry add(
            CatalogueEntryId id, Category category, AreaLevel level, EntryDetails details, AccountId by, Instant at) {
        RuleViolation.require(EntryDetails.LEVELS.contains(level), "catalogue.entry.level-invalid");
        CatalogueEntry entry = new CatalogueEntry();
        entry.id = id;
        entry.categoryId = category.getId();
        entry.level = level;
        entry.active = true;
        entry.checkLead(category, details);
        entry.take(details);
        entry.tell("catalogue.entry.event.added", List.of(), by, at);
        return entry;
    }

    /** Changes what differs; true when anything did. */
    public boolean edit(Category category, EntryDetails details, AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.entry.already-inactive");
        checkLead(category, details);
        List<String> changed = details().differences(details);
        if (changed.isEmpty()) {
            return false;
        }
        take(details);
        tell("catalogue.entry.event.edited", changed, by, at);
        return true;
    }

    /** Takes the line out of use, for good; a new line may take its place. */
    public void deactivate(AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.entry.already-inactive");
        active = false;
        tell("catalogue.entry.event.deactivated", List.of("active"), by, at);
    }

    public EntryDetails details() {
        return new EntryDetails(leadKind, leadSpeciality, EntryDetails.coUnits(coSpecialities), limitClass, legalBasis);
    }

    private void checkLead(Category category, EntryDetails details) {
        RuleViolation.require(
                !category.isCommunityNeverLeads() || !Router.isCommunitySide(details.leadKind()),
                "catalogue.entry.community-never-leads",
                category.getName());
    }

    private void take(EntryDetails details) {
        leadKind = details.leadKind();
        leadSpeciality = details.leadSpeciality();
        coSpecialities = details.coUnits().isEmpty() ? null : String.join(",", details.coUnits());
        limitClass = details.limitClass();
        legalBasis = details.legalBasis();
    }

    private void tell(String key, List<String> fields, AccountId by, Instant at) {
        record(new Recorded(
                "catalogue-entry", id.value(), by.value(), "DISTRICT_SUPERVISOR", null, at, key, fields, null));
    }

    @SuppressWarnings("NullAway.Init")
    protected CatalogueEntry() {
        // for Hibernate
    }
}
