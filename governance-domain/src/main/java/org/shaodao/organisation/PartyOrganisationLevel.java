package org.shaodao.organisation;

import java.util.Set;

/**
 * Level in the Party chain (features A1.1, A1.2). A chain may begin at the street or at the community, so that five and
 * three levels are both whole.
 */
public enum PartyOrganisationLevel {
    STREET_WORKING_COMMITTEE(AreaLevel.STREET, PartyForm.WORKING_COMMITTEE, PartyForm.COMMITTEE),
    COMMUNITY_COMMITTEE(AreaLevel.COMMUNITY, PartyForm.COMMITTEE, PartyForm.GENERAL_BRANCH, PartyForm.BRANCH),
    GRID_BRANCH(AreaLevel.GRID, PartyForm.BRANCH, PartyForm.GENERAL_BRANCH),
    BUILDING_GROUP(AreaLevel.GRID, PartyForm.GROUP),
    MEMBER_HOUSEHOLD(AreaLevel.GRID, PartyForm.HOUSEHOLD);

    private final AreaLevel areaLevel;
    private final Set<PartyForm> forms;

    PartyOrganisationLevel(AreaLevel areaLevel, PartyForm... forms) {
        this.areaLevel = areaLevel;
        this.forms = Set.of(forms);
    }

    /** Level of the area such an organisation serves. */
    public AreaLevel areaLevel() {
        return areaLevel;
    }

    public boolean allows(PartyForm form) {
        return forms.contains(form);
    }

    /** The form proposed for a new one. */
    public PartyForm usualForm() {
        return switch (this) {
            case STREET_WORKING_COMMITTEE -> PartyForm.WORKING_COMMITTEE;
            case COMMUNITY_COMMITTEE -> PartyForm.COMMITTEE;
            case GRID_BRANCH -> PartyForm.BRANCH;
            case BUILDING_GROUP -> PartyForm.GROUP;
            case MEMBER_HOUSEHOLD -> PartyForm.HOUSEHOLD;
        };
    }

    /** Levels right above; a household may hang on the branch itself where no group exists. */
    public Set<PartyOrganisationLevel> parents() {
        return switch (this) {
            case STREET_WORKING_COMMITTEE -> Set.of();
            case COMMUNITY_COMMITTEE -> Set.of(STREET_WORKING_COMMITTEE);
            case GRID_BRANCH -> Set.of(COMMUNITY_COMMITTEE);
            case BUILDING_GROUP -> Set.of(GRID_BRANCH);
            case MEMBER_HOUSEHOLD -> Set.of(BUILDING_GROUP, GRID_BRANCH);
        };
    }

    /** Whether a chain may begin here. */
    public boolean mayBeRoot() {
        return this == STREET_WORKING_COMMITTEE || this == COMMUNITY_COMMITTEE;
    }
}
