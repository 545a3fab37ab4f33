package org.shaodao.casework.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;

/** The views of the case list; each is one scope, so no query ever mixes two (rulings 2). */
public enum CaseView {
    /** Held by my units now. */
    TODO,
    /** Everything in my area. */
    AREA,
    /** My units take or took part. */
    PART,
    /** Reported by me. */
    MINE;

    /** A view with its scope. */
    public record Choice(CaseView view, AreaScope scope) {
        /** Its name in the address. */
        public String parameter() {
            return view.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The views this person has, the one he lives in first. */
    static List<Choice> of(Actor actor, List<AreaScope> scopes) {
        List<Choice> choices = new ArrayList<>();
        if (!actor.units().isEmpty()) {
            choices.add(new Choice(TODO, new AreaScope.OfUnits(actor.units())));
        }
        for (AreaScope scope : scopes) {
            if (scope instanceof AreaScope.InAreas || scope instanceof AreaScope.FiguresOnly) {
                choices.add(new Choice(AREA, scope));
                break;
            }
        }
        for (AreaScope scope : scopes) {
            if (scope instanceof AreaScope.OfUnits) {
                choices.add(new Choice(PART, scope));
            }
        }
        for (AreaScope scope : scopes) {
            if (scope instanceof AreaScope.Own) {
                choices.add(new Choice(MINE, scope));
            }
        }
        return choices;
    }
}
