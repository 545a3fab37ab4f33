package org.shaodao.whistle.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;

/** One task of a joint matter on the form of a whistle; left out when its task is emptied. */
@Getter
@Setter
public class PlanRow {

    private @Nullable UnitId unit;
    private String task = "";
    private @Nullable Integer days;
}
