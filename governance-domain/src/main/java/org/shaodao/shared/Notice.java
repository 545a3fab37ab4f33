package org.shaodao.shared;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * News an event brings to people: whom it concerns, in ids, and the key of the sentence they read. Its first argument is
 * the number of the subject, the others are {@code arguments}: numbers, codes and names of units, never personal values
 * and never a citizen's text (rulings 23).
 *
 * @param key message key of the sentence, for example {@code casework.notice.dispatched}
 * @param units everybody who holds a post for one of these units is told, deputies included
 * @param accounts told as well, whatever posts they hold
 * @param roles names of the roles that are told within the units; empty = all that act for the unit
 * @param urgent sent on at once, even where copies are gathered
 */
public record Notice(
        String key, Set<UUID> units, Set<UUID> accounts, Set<String> roles, List<String> arguments, boolean urgent) {

    public Notice {
        units = Set.copyOf(units);
        accounts = Set.copyOf(accounts);
        roles = Set.copyOf(roles);
        arguments = List.copyOf(arguments);
    }

    /** For the people of these units. */
    public static Notice toUnits(String key, Set<UUID> units) {
        return new Notice(key, units, Set.of(), Set.of(), List.of(), false);
    }

    /** For these accounts. */
    public static Notice toAccounts(String key, Set<UUID> accounts) {
        return new Notice(key, Set.of(), accounts, Set.of(), List.of(), false);
    }

    /** The same for these roles of the units only. */
    public Notice forRoles(Set<String> only) {
        return new Notice(key, units, accounts, only, arguments, urgent);
    }

    /** The same with more arguments after the number. */
    public Notice with(String... more) {
        return new Notice(key, units, accounts, roles, List.of(more), urgent);
    }

    /** The same, sent on at once. */
    public Notice urgently(boolean isUrgent) {
        return new Notice(key, units, accounts, roles, arguments, isUrgent);
    }
}
