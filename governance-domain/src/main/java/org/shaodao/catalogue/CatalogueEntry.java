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
import java.util.ArrayList;
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
 * keeps pointing at what it followed. An edition may begin on a later day: it counts by itself from then on, and up to
 * then the one before it does.
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

    /** As {@link #add(CatalogueEntryId, Category, AreaLevel, AreaKind, EntryDetails, Instant, AccountId, Instant)}, at once. */
    public static CatalogueEntry add(
            CatalogueEntryId id,
            Category category,
            AreaLevel level,
            @Nullable AreaKind areaKind,
            EntryDetails details,
            AccountId by,
            Instant at) {
        return add(id, category, level, areaKind, details, at, by, at);
    }

    /**
     * A new line. Throws {@link RuleViolation} where the lead is one the matter may not have, or an admission would end
     * before it begins.
     *
     * @param areaKind null = every kind of area
     * @param from when it begins to count, now or later
     */
    public static CatalogueEntry add(
            CatalogueEntryId id,
            Category category,
            AreaLevel level,
            @Nullable AreaKind areaKind,
            EntryDetails details,
            Instant from,
            AccountId by,
            Instant at) {
        RuleViolation.require(EntryDetails.LEVELS.contains(level), "catalogue.entry.level-invalid");
        RuleViolation.require(!from.isBefore(at), "catalogue.entry.from-past");
        CatalogueEntry entry = new CatalogueEntry(id, id.value(), 1, category.getId(), level, areaKind, from);
        entry.take(category, details, from);
        entry.tell("catalogue.entry.event.added", List.of(), by, at);
        return entry;
    }

    /**
     * What the next edition is called.
     *
     * @param edition one more than the highest the line has had, those that never counted included
     */
    public record Next(CatalogueEntryId id, int edition) {}

    /** As {@link #edit(Next, Category, EntryDetails, Instant, AccountId, Instant)}, of the last edition and at once. */
    public Optional<CatalogueEntry> edit(
            CatalogueEntryId next, Category category, EntryDetails details, AccountId by, Instant at) {
        return edit(new Next(next, edition + 1), category, details, at, by, at);
    }

    /**
     * Ends this edition and makes the next; empty when nothing differs. One that has not begun yet is replaced: it never
     * counts, and the day of the next may be another. Throws {@link RuleViolation} as {@link #add}, for a line that is
     * out of use, and while a later edition is planned.
     *
     * @param from when the next begins to count, now or later
     */
    public Optional<CatalogueEntry> edit(
            Next next, Category category, EntryDetails details, Instant from, AccountId by, Instant at) {
        requireLast(at);
        RuleViolation.require(!from.isBefore(at), "catalogue.entry.from-past");
        List<String> changed = new ArrayList<>(details().differences(details));
        if (isPlanned(at) && !from.equals(validFrom)) {
            changed.add("validFrom");
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        CatalogueEntry entry = next(next, category, details, from, changed, by, at);
        end(isPlanned(at) ? validFrom : from);
        return Optional.of(entry);
    }

    /**
     * Plans the edition that follows this one, which goes on until then even where it has not begun itself. Throws
     * {@link RuleViolation} as {@link #edit} and for a moment that is not after the beginning of this edition.
     *
     * @param from when the next begins to count, later than now
     */
    public CatalogueEntry follow(
            Next next, Category category, EntryDetails details, Instant from, AccountId by, Instant at) {
        requireLast(at);
        RuleViolation.require(from.isAfter(at), "catalogue.entry.from-past");
        requireAfterBeginning(from);
        CatalogueEntry entry = next(next, category, details, from, details().differences(details), by, at);
        end(from);
        return entry;
    }

    private CatalogueEntry next(
            Next next,
            Category category,
            EntryDetails details,
            Instant from,
            List<String> changed,
            AccountId by,
            Instant at) {
        CatalogueEntry entry = new CatalogueEntry(next.id(), lineId, next.edition(), categoryId, level, areaKind, from);
        entry.take(category, details, from);
        entry.tell("catalogue.entry.event.edited", changed, by, at);
        return entry;
    }

    /** Takes the line out of use, for good; a new line may take its place. One that is only planned never counts. */
    public void deactivate(AccountId by, Instant at) {
        requireLast(at);
        end(isPlanned(at) ? validFrom : at);
        tell("catalogue.entry.event.deactivated", List.of("active"), by, at);
    }

    /** Whether it will count, but does not yet. */
    public boolean isPlanned(Instant at) {
        return active && validFrom.isAfter(at);
    }

    /** Whether it counts now or will. */
    public boolean isLive(Instant at) {
        Instant end = validTo;
        return end == null || end.isAfter(at) && end.isAfter(validFrom);
    }

    /** Whether this edition counts right up to the beginning of that one. */
    public boolean leadsTo(CatalogueEntry next) {
        return lineId.equals(next.lineId) && validFrom.isBefore(next.validFrom) && next.validFrom.equals(validTo);
    }

    /**
     * What was to follow begins at another time, or (null) not at all. Throws {@link RuleViolation} for a time before this
     * edition has begun itself.
     */
    public void goesOnUntil(@Nullable Instant end) {
        if (end != null) {
            requireAfterBeginning(end);
        }
        validTo = end;
        active = end == null;
    }

    private void requireAfterBeginning(Instant end) {
        RuleViolation.require(
                end.isAfter(validFrom), "catalogue.entry.from-before-planned", LocalDate.ofInstant(validFrom, Zone.ID));
    }

    private void requireLast(Instant at) {
        Instant end = validTo;
        if (end != null && isLive(at)) {
            throw new RuleViolation("catalogue.entry.change-planned", LocalDate.ofInstant(end, Zone.ID));
        }
        RuleViolation.require(active, "catalogue.entry.already-inactive");
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

    private void take(Category category, EntryDetails details, Instant from) {
        checkLead(category, details);
        LocalDate until = details.admittedUntil();
        RuleViolation.require(
                until == null || !until.isBefore(LocalDate.ofInstant(from, Zone.ID)), "catalogue.entry.admission-past");
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
            Instant from) {
        this();
        this.id = id;
        this.lineId = lineId;
        this.edition = edition;
        this.categoryId = categoryId;
        this.level = level;
        this.areaKind = areaKind;
        this.validFrom = from;
        this.active = true;
    }

    @SuppressWarnings("NullAway.Init")
    protected CatalogueEntry() {
        // for Hibernate
    }
}
