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
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;

/**
 * A kind of matter: a group (two characters of code) or a leaf below it (four). Never deleted, only taken out of use,
 * since old cases keep their category.
 */
@Entity
@Getter
public class Category extends AggregateRoot<CategoryId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CategoryId id;

    private String code;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "parent_id"))
    private @Nullable CategoryId parentId;

    @Enumerated(EnumType.STRING)
    private CategoryRoot root;

    private String name;

    private @Nullable String nameEn;

    private String limitClass;

    private boolean onTheSpot;

    private boolean dispute;

    private int hazardLevel;

    private boolean communityNeverLeads;

    private @Nullable String keywords;

    private @Nullable String filingCondition;

    private @Nullable String closingCondition;

    private int position;

    private boolean active;

    /** A new category; {@code parent} null makes a group. */
    public static Category add(
            CategoryId id, String code, @Nullable Category parent, CategoryDetails details, AccountId by, Instant at) {
        RuleViolation.require(parent == null || parent.getParentId() == null, "catalogue.category.too-deep");
        if (parent == null) {
            RuleViolation.require(code.matches("[0-9A-Z]{2}"), "catalogue.category.group-code");
        } else {
            RuleViolation.require(
                    code.matches("[0-9A-Z]{4}") && code.startsWith(parent.getCode()),
                    "catalogue.category.leaf-code",
                    parent.getCode());
        }
        Category category = new Category();
        category.id = id;
        category.code = code;
        category.parentId = parent == null ? null : parent.getId();
        category.active = true;
        category.take(details);
        category.tell("catalogue.category.event.added", List.of(), by, at);
        return category;
    }

    /** Changes what differs; true when anything did. */
    public boolean edit(CategoryDetails details, AccountId by, Instant at) {
        List<String> changed = details().differences(details);
        if (changed.isEmpty()) {
            return false;
        }
        take(details);
        tell("catalogue.category.event.edited", changed, by, at);
        return true;
    }

    /** Takes the category out of use; cases that have it keep it. */
    public void deactivate(AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.category.already-inactive");
        active = false;
        tell("catalogue.category.event.deactivated", List.of("active"), by, at);
    }

    /** Back into use. */
    public void reactivate(AccountId by, Instant at) {
        RuleViolation.require(!active, "catalogue.category.already-active");
        active = true;
        tell("catalogue.category.event.reactivated", List.of("active"), by, at);
    }

    public CategoryDetails details() {
        return new CategoryDetails(
                root,
                name,
                nameEn,
                limitClass,
                onTheSpot,
                dispute,
                hazardLevel,
                communityNeverLeads,
                keywords,
                filingCondition,
                closingCondition,
                position);
    }

    public boolean isLeaf() {
        return parentId != null;
    }

    private void take(CategoryDetails details) {
        root = details.root();
        name = details.name();
        nameEn = details.nameEn();
        limitClass = details.limitClass();
        onTheSpot = details.onTheSpot();
        dispute = details.dispute();
        hazardLevel = details.hazardLevel();
        communityNeverLeads = details.communityNeverLeads();
        keywords = details.keywords();
        filingCondition = details.filingCondition();
        closingCondition = details.closingCondition();
        position = details.position();
    }

    private void tell(String key, List<String> fields, AccountId by, Instant at) {
        record(new Recorded("category", id.value(), by.value(), "DISTRICT_SUPERVISOR", null, at, key, fields, null));
    }

    @SuppressWarnings("NullAway.Init")
    protected Category() {
        // for Hibernate
    }
}
