package org.shaodao.whistle.web;

import org.jspecify.annotations.Nullable;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleResponseId;

/** One step a reader may take: on the whistle, or on one unit's response. */
record WhistleStep(
        WhistleAction action,
        @Nullable WhistleResponseId response,
        @Nullable String unit) {

    /** Where its form is sent, below the whistle's own address. */
    public String path() {
        return response == null ? action.slug() : "responses/" + response + "/" + action.slug();
    }

    /** Name of the step in the address of the page. */
    public String key() {
        return response == null ? action.slug() : action.slug() + "." + response;
    }
}
