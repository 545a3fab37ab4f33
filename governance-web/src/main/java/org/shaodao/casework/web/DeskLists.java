package org.shaodao.casework.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseAddress;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseRow;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Component;

/** Reads the address of a list, for the list itself and for what happens on the way back to it. */
@Component
@RequiredArgsConstructor
class DeskLists {

    private final AreaScopes scopes;
    private final CaseQueue queue;

    /** The views this person has. */
    List<CaseView.Choice> views(Actor actor) {
        return CaseView.of(actor, scopes.of(actor));
    }

    /** The list of these parameters; an unknown view is the first one. Throws {@link Forbidden} for people without lists. */
    DeskList read(Actor actor, Map<String, String[]> parameters) {
        List<CaseView.Choice> views = views(actor);
        String[] wanted = parameters.get("view");
        CaseView.Choice here = views.stream()
                .filter(choice -> wanted != null
                        && wanted.length > 0
                        && choice.parameter().equals(wanted[0]))
                .findFirst()
                .or(() -> views.stream().findFirst())
                .orElseThrow(() -> new Forbidden("nav.cases"));
        return of(here, CaseAddress.read(parameters));
    }

    /** As above from one string, as it stands behind the question mark; nothing else of it is ever used. */
    DeskList read(Actor actor, String query) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.merge(
                        pair.substring(0, equals), new String[] {decoded(pair.substring(equals + 1))}, DeskLists::both);
            }
        }
        return read(actor, parameters);
    }

    DeskList of(CaseView.Choice here, CaseFilter filter) {
        String address = CaseAddress.of(filter);
        return new DeskList(
                here,
                filter,
                address.substring(address.indexOf('?') + 1).replaceFirst("^view=area", "view=" + here.parameter()));
    }

    /** The case that follows this place in the list, else the first one; never the case itself. */
    Optional<CaseId> next(DeskList list, @Nullable String cursor, CaseId except) {
        return first(list, cursor, except).or(() -> first(list, null, except));
    }

    private Optional<CaseId> first(DeskList list, @Nullable String cursor, CaseId except) {
        return queue.list(list.scope(), list.filter(), cursor).rows().stream()
                .map(CaseRow::id)
                .filter(id -> !id.equals(except))
                .findFirst();
    }

    private static String[] both(String[] one, String[] other) {
        String[] all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
