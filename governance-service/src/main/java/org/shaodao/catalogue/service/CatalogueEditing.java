package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CatalogueEntries;
import org.shaodao.catalogue.CatalogueEntry;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.Category;
import org.shaodao.catalogue.CategoryDetails;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRecords;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.Router;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Changes categories and the dispatch catalogue; the district supervisor's work (rulings 25). */
@Service
@RequiredArgsConstructor
@Transactional
public class CatalogueEditing {

    private final CategoryRecords categoryRecords;
    private final CatalogueEntries entries;
    private final Categories categories;
    private final Calendars calendars;
    private final Clock clock;

    /** Throws {@link Forbidden} unless the actor may change the catalogue. */
    public static void requireEditor(Actor actor) {
        if (!actor.has(Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("catalogue.function.edit");
        }
    }

    /** Throws {@link Forbidden} unless the actor may look at the catalogue: every post but the administrators'. */
    public static void requireReader(Actor actor) {
        if (actor.posts().stream().allMatch(post -> post.role().isAdministrator())) {
            throw new Forbidden("catalogue.function.read");
        }
    }

    /** Adds a group, or a leaf below a group. */
    public CategoryId addCategory(String code, @Nullable CategoryId parent, CategoryDetails details, Actor actor) {
        requireEditor(actor);
        Category group = parent == null ? null : category(parent);
        RuleViolation.require(categoryRecords.findByCode(code).isEmpty(), "catalogue.category.code-taken", code);
        calendars.limitClass(details.limitClass());
        Category added = Category.add(CategoryId.next(), code, group, details, actor.account(), clock.instant());
        categoryRecords.save(added);
        refreshAfterCommit();
        return added.getId();
    }

    /** Changes a category; {@code version} as the person saw it. */
    public void editCategory(CategoryId id, long version, CategoryDetails details, Actor actor) {
        requireEditor(actor);
        Category category = category(id);
        checkVersion(category, version);
        change(category, details, actor);
    }

    /** Takes a category out of use or back into it. */
    public void setCategoryActive(CategoryId id, long version, boolean active, Actor actor) {
        requireEditor(actor);
        Category category = category(id);
        checkVersion(category, version);
        if (active) {
            category.reactivate(actor.account(), clock.instant());
        } else {
            category.deactivate(actor.account(), clock.instant());
        }
        categoryRecords.save(category);
        refreshAfterCommit();
    }

    /** As {@link #addEntry(CategoryId, AreaLevel, AreaKind, EntryDetails, LocalDate, Actor)}, at once. */
    public CatalogueEntryId addEntry(
            CategoryId categoryId, AreaLevel level, @Nullable AreaKind areaKind, EntryDetails details, Actor actor) {
        return addEntry(categoryId, level, areaKind, details, null, actor);
    }

    /**
     * Adds a line for a category, a level and a kind of area ({@code null} = all) that have none. Throws
     * {@link RuleViolation} where there is one, and as {@link CatalogueEntry#add}.
     *
     * @param from first day it counts; null or today = at once
     */
    public CatalogueEntryId addEntry(
            CategoryId categoryId,
            AreaLevel level,
            @Nullable AreaKind areaKind,
            EntryDetails details,
            @Nullable LocalDate from,
            Actor actor) {
        requireEditor(actor);
        Category category = category(categoryId);
        Instant now = now();
        RuleViolation.require(
                live(categoryId, now).stream()
                        .noneMatch(entry -> entry.getLevel() == level && entry.getAreaKind() == areaKind),
                "catalogue.entry.exists",
                category.getName());
        checkLimitClass(details);
        CatalogueEntry added = CatalogueEntry.add(
                CatalogueEntryId.next(),
                category,
                level,
                areaKind,
                details,
                beginning(from, now),
                actor.account(),
                now);
        entries.save(added);
        return added.getId();
    }

    /** As {@link #editEntry(CatalogueEntryId, long, EntryDetails, LocalDate, Actor)}, at once. */
    public void editEntry(CatalogueEntryId id, long version, EntryDetails details, Actor actor) {
        editEntry(id, version, details, null, actor);
    }

    /**
     * Changes a line, which makes its next edition; {@code version} as the person saw it. Throws as
     * {@link CatalogueEntry#edit}. Returns the next edition, or the same where nothing differs.
     *
     * @param from first day the next edition counts; null or today = at once
     */
    public CatalogueEntryId editEntry(
            CatalogueEntryId id, long version, EntryDetails details, @Nullable LocalDate from, Actor actor) {
        requireEditor(actor);
        CatalogueEntry entry = entry(id);
        checkVersion(entry, version);
        checkLimitClass(details);
        return change(entry, category(entry.getCategoryId()), details, from, actor)
                .map(CatalogueEntry::getId)
                .orElse(id);
    }

    /**
     * Takes a line out of use; the parent category's line counts then, or a person is asked. Where the edition was only
     * planned, the one before it goes on.
     */
    public void deactivateEntry(CatalogueEntryId id, long version, Actor actor) {
        requireEditor(actor);
        CatalogueEntry entry = entry(id);
        checkVersion(entry, version);
        deactivate(entry, actor);
    }

    void deactivate(CatalogueEntry entry, Actor actor) {
        Instant now = now();
        Optional<CatalogueEntry> former = former(entry, now);
        entry.deactivate(actor.account(), now);
        entries.save(entry);
        entries.flush();
        former.ifPresent(edition -> {
            edition.goesOnUntil(null);
            entries.save(edition);
        });
    }

    /** The next edition, when anything differs: the old one is written first, since only one may go on. */
    Optional<CatalogueEntry> change(
            CatalogueEntry entry, Category category, EntryDetails details, @Nullable LocalDate from, Actor actor) {
        Instant now = now();
        Optional<CatalogueEntry> former = former(entry, now);
        Optional<CatalogueEntry> next =
                entry.edit(next(entry), category, details, beginning(from, now), actor.account(), now);
        next.ifPresent(edition -> {
            entries.save(entry);
            former.ifPresent(before -> {
                before.goesOnUntil(edition.getValidFrom());
                entries.save(before);
            });
            entries.flush();
            entries.save(edition);
        });
        return next;
    }

    /** Plans what counts again from that day on, also behind an edition that is only planned itself; the edition it makes. */
    CatalogueEntryId follow(CatalogueEntryId id, EntryDetails details, LocalDate from, Actor actor) {
        entries.flush();
        CatalogueEntry entry = entry(id);
        CatalogueEntry next = entry.follow(
                next(entry),
                category(entry.getCategoryId()),
                details,
                from.atStartOfDay(Zone.ID).toInstant(),
                actor.account(),
                now());
        entries.save(entry);
        entries.flush();
        return entries.save(next).getId();
    }

    private CatalogueEntry.Next next(CatalogueEntry entry) {
        int last = entries.findByLineId(entry.getLineId()).stream()
                .mapToInt(CatalogueEntry::getEdition)
                .max()
                .orElse(entry.getEdition());
        return new CatalogueEntry.Next(CatalogueEntryId.next(), last + 1);
    }

    /** The edition that counts until a planned one begins. */
    private Optional<CatalogueEntry> former(CatalogueEntry entry, Instant now) {
        return entry.isPlanned(now)
                ? entries.findByLineId(entry.getLineId()).stream()
                        .filter(edition -> edition.leadsTo(entry))
                        .findFirst()
                : Optional.empty();
    }

    private List<CatalogueEntry> live(CategoryId category, Instant now) {
        return entries.findByCategoryId(category).stream()
                .filter(entry -> entry.isLive(now))
                .toList();
    }

    /** The start of that day; null and today are now. Throws {@link RuleViolation} for a day in the past. */
    private static Instant beginning(@Nullable LocalDate from, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Zone.ID);
        RuleViolation.require(from == null || !from.isBefore(today), "catalogue.entry.from-past");
        return from == null || from.equals(today)
                ? now
                : from.atStartOfDay(Zone.ID).toInstant();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Shared with the spreadsheet import: edits without asking for a version. True when anything changed. */
    boolean change(Category category, CategoryDetails details, Actor actor) {
        calendars.limitClass(details.limitClass());
        if (details.communityNeverLeads() && !category.isCommunityNeverLeads()) {
            RuleViolation.require(
                    live(category.getId(), now()).stream()
                            .noneMatch(entry -> Router.isCommunitySide(entry.getLeadKind())),
                    "catalogue.category.community-leads-now",
                    category.getName());
        }
        boolean changed = category.edit(details, actor.account(), clock.instant());
        if (changed) {
            categoryRecords.save(category);
            refreshAfterCommit();
        }
        return changed;
    }

    void refreshAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                categories.refresh();
            }
        });
    }

    private void checkLimitClass(EntryDetails details) {
        if (details.limitClass() != null) {
            calendars.limitClass(details.limitClass());
        }
    }

    Category category(CategoryId id) {
        return categoryRecords.findById(id).orElseThrow(() -> new NotFound("category"));
    }

    CatalogueEntry entry(CatalogueEntryId id) {
        return entries.findById(id).orElseThrow(() -> new NotFound("catalogue-entry"));
    }

    private static void checkVersion(AggregateRoot<?> root, long version) {
        if (root.version() != version) {
            throw new Conflict(null, null, null);
        }
    }
}
