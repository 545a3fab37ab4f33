package org.shaodao.catalogue.web;

import jakarta.validation.constraints.NotNull;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryDetails;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRoot;
import org.shaodao.catalogue.service.CatalogueTables.CategoryRow;

/** What a person types about a category. */
@Getter
@Setter
class CategoryForm {

    private @Nullable CategoryId parent;

    private String code = "";

    @NotNull
    private CategoryRoot root = CategoryRoot.EVENT;

    private String name = "";

    private String nameEn = "";

    private String limitClass = "GENERAL";

    private boolean onTheSpot;

    private boolean dispute;

    private int hazardLevel;

    private boolean communityNeverLeads;

    private String keywords = "";

    private String filingCondition = "";

    private String closingCondition = "";

    private int position;

    /** How many of the last cases a trial asks; 0 = save. */
    private int tryWith;

    /** Only show it again as it is. */
    private boolean again;

    /** What the effects were shown for; saving the same goes through. */
    private String seen = "";

    private long version = -1;

    static CategoryForm from(CategoryRow row) {
        CategoryForm form = new CategoryForm();
        form.parent = row.parentId();
        form.code = row.code();
        form.root = CategoryRoot.valueOf(row.root());
        form.name = row.name();
        form.nameEn = text(row.nameEn());
        form.limitClass = row.limitClass();
        form.onTheSpot = row.onTheSpot();
        form.dispute = row.dispute();
        form.hazardLevel = row.hazardLevel();
        form.communityNeverLeads = row.communityNeverLeads();
        form.keywords = text(row.keywords());
        form.filingCondition = text(row.filingCondition());
        form.closingCondition = text(row.closingCondition());
        form.position = row.position();
        form.version = row.version();
        return form;
    }

    CategoryDetails toDetails() {
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

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
