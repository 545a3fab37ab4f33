package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /**
     * Adds a line for a category, a level and a kind of area ({@code null} = all) that have none. Throws
     * {@link RuleViolation} where there is one, and as {@link CatalogueEntry#add}.
     */
    public CatalogueEntryId addEntry(
            CategoryId categoryId, AreaLevel level, @Nullable AreaKind areaKind, EntryDetails details, Actor actor) {
        requireEditor(actor);
        Category category = category(categoryId);
        RuleViolation.require(
                entries.findByCategoryIdAndActiveTrue(categoryId).stream()
                        .noneMatch(entry -> entry.getLevel() == level && entry.getAreaKind() == areaKind),
                "catalogue.entry.exists",
                category.getName());
        checkLimitClass(details);
        CatalogueEntry added =
                CatalogueEntry.add(CatalogueEntryId.next(), category, level, areaKind, details, actor.account(), now());
        entries.save(added);
        return added.getId();
    }

    /** Changes a line, which makes its next edition; {@code version} as the person saw it. */
    public void editEntry(CatalogueEntryId id, long version, EntryDetails details, Actor actor) {
        requireEditor(actor);
        CatalogueEntry entry = entry(id);
        checkVersion(entry, version);
        checkLimitClass(details);
        change(entry, category(entry.getCategoryId()), details, actor);
    }

    /** Takes a line out of use; the parent category's line counts then, or a person is asked. */
    public void deactivateEntry(CatalogueEntryId id, long version, Actor actor) {
        requireEditor(actor);
        CatalogueEntry entry = entry(id);
        checkVersion(entry, version);
        entry.deactivate(actor.account(), now());
        entries.save(entry);
    }

    /** The next edition, when anything differs: the old one is written first, since only one may be in use. */
    Optional<CatalogueEntry> change(CatalogueEntry entry, Category category, EntryDetails details, Actor actor) {
        Optional<CatalogueEntry> next = entry.edit(CatalogueEntryId.next(), category, details, actor.account(), now());
        next.ifPresent(edition -> {
            entries.save(entry);
            entries.flush();
            entries.save(edition);
        });
        return next;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Shared with the spreadsheet import: edits without asking for a version. True when anything changed. */
    boolean change(Category category, CategoryDetails details, Actor actor) {
        calendars.limitClass(details.limitClass());
        if (details.communityNeverLeads() && !category.isCommunityNeverLeads()) {
            RuleViolation.require(
                    entries.findByCategoryIdAndActiveTrue(category.getId()).stream()
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

    private Category category(CategoryId id) {
        return categoryRecords.findById(id).orElseThrow(() -> new NotFound("category"));
    }

    private CatalogueEntry entry(CatalogueEntryId id) {
        return entries.findById(id).orElseThrow(() -> new NotFound("catalogue-entry"));
    }

    private static void checkVersion(AggregateRoot<?> root, long version) {
        if (root.version() != version) {
            throw new Conflict(null, null, null);
        }
    }
}
