package org.shaodao.organisation.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;

/** A building in a name and three numbers. */
@Getter
@Setter
public class BuildingForm {

    private @Nullable AreaId grid;
    private @Nullable String name;
    private int entrances = 1;
    private int floors = 6;
    private int perFloor = 2;
}
