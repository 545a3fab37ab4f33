package org.shaodao.casework.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.service.TextModules;
import org.shaodao.catalogue.CategoryId;

/** A standard text as it is typed. */
@Getter
@Setter
public class TextModuleForm {

    private @Nullable String name;
    private boolean ofUnit;
    private @Nullable CaseAction action;
    private @Nullable CategoryId category;
    private @Nullable String text;
    private long version;

    static TextModuleForm of(TextModules.TextModule module) {
        TextModuleForm form = new TextModuleForm();
        form.name = module.name();
        form.ofUnit = module.unit() != null;
        form.action = module.action();
        form.category = module.categoryId();
        form.text = module.text();
        form.version = module.version();
        return form;
    }

    TextModules.Wanted toWanted() {
        return new TextModules.Wanted(name, ofUnit, action, category, text, version);
    }
}
