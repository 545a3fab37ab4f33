package org.shaodao.page;

import static org.shaodao.organisation.Role.AUDIT_ADMINISTRATOR;
import static org.shaodao.organisation.Role.BUILDING_HEAD;
import static org.shaodao.organisation.Role.CITY_VIEWER;
import static org.shaodao.organisation.Role.COMMUNITY_DESK;
import static org.shaodao.organisation.Role.DISTRICT_DESK;
import static org.shaodao.organisation.Role.DISTRICT_REVIEWER;
import static org.shaodao.organisation.Role.DISTRICT_SUPERVISOR;
import static org.shaodao.organisation.Role.GRID_HEAD;
import static org.shaodao.organisation.Role.GRID_WORKER;
import static org.shaodao.organisation.Role.MOBILE_WORKER;
import static org.shaodao.organisation.Role.RESPONDER;
import static org.shaodao.organisation.Role.SECURITY_ADMINISTRATOR;
import static org.shaodao.organisation.Role.STREET_DESK;
import static org.shaodao.organisation.Role.STREET_LEADER;
import static org.shaodao.organisation.Role.SYSTEM_ADMINISTRATOR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;

/** Which pages a role is led to, and which page it starts on. The server decides again on every one of them. */
final class Menu {

    /** {@code also} names the other addresses that belong to the entry. */
    private record Entry(String href, String key, String icon, boolean counted, List<String> also, Set<Role> roles) {

        Entry(String href, String key, String icon, boolean counted, Set<Role> roles) {
            this(href, key, icon, counted, List.of(), roles);
        }

        int reach(String path) {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(href), also.stream())
                    .filter(start -> isWithin(path, start))
                    .mapToInt(String::length)
                    .max()
                    .orElse(-1);
        }
    }

    private static final Set<Role> FIELD = Set.of(GRID_WORKER, GRID_HEAD, MOBILE_WORKER, BUILDING_HEAD);

    private static final Set<Role> ANYBODY = Set.copyOf(EnumSet.complementOf(EnumSet.of(Role.SYSTEM)));

    /** Looked up now and then: in a long menu they stand together behind one word. */
    private static final Set<String> SELDOM = Set.of(
            "/coverage",
            "/catalogue/categories",
            "/routing/rules",
            "/separation",
            "/duties",
            "/policies",
            "/calendar",
            "/admin/notices");

    /** So many entries stand side by side without crowding the head of the page. */
    private static final int SIDE_BY_SIDE = 10;

    private static final List<Entry> ENTRIES = List.of(
            new Entry("/phone", "nav.phone", "home", false, FIELD),
            new Entry("/phone/report", "nav.phone-report", "camera", false, FIELD),
            new Entry(
                    "/phone/visits", "nav.visits", "pin", false, List.of("/buildings"), Set.of(GRID_WORKER, GRID_HEAD)),
            new Entry(
                    "/cases",
                    "nav.cases",
                    "inbox",
                    true,
                    Set.of(
                            GRID_WORKER,
                            GRID_HEAD,
                            COMMUNITY_DESK,
                            STREET_DESK,
                            STREET_LEADER,
                            RESPONDER,
                            DISTRICT_DESK,
                            DISTRICT_SUPERVISOR)),
            new Entry(
                    "/cases/decisions",
                    "nav.decisions",
                    "check-list",
                    true,
                    Set.of(COMMUNITY_DESK, STREET_DESK, STREET_LEADER, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry(
                    "/whistles",
                    "nav.whistles",
                    "whistle-line",
                    true,
                    Set.of(COMMUNITY_DESK, STREET_DESK, STREET_LEADER, RESPONDER, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry(
                    "/reverse-evaluation",
                    "nav.whistle-figures",
                    "badge",
                    false,
                    Set.of(
                            STREET_DESK,
                            STREET_LEADER,
                            RESPONDER,
                            DISTRICT_DESK,
                            DISTRICT_SUPERVISOR,
                            DISTRICT_REVIEWER)),
            new Entry("/cases/new", "nav.case-new", "plus", false, Set.of(COMMUNITY_DESK, STREET_DESK, DISTRICT_DESK)),
            new Entry(
                    "/supervision",
                    "nav.supervision",
                    "bell",
                    false,
                    Set.of(STREET_DESK, STREET_LEADER, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry("/samples", "casework.sample.title", "check", false, Set.of(COMMUNITY_DESK)),
            new Entry(
                    "/assistance",
                    "casework.assistance",
                    "users",
                    false,
                    Set.of(COMMUNITY_DESK, STREET_DESK, RESPONDER, DISTRICT_DESK)),
            new Entry(
                    "/meetings",
                    "nav.meetings",
                    "users",
                    false,
                    Set.of(STREET_DESK, STREET_LEADER, RESPONDER, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry(
                    "/imports",
                    "nav.imports",
                    "upload",
                    false,
                    Set.of(STREET_DESK, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry(
                    "/overview",
                    "nav.overview",
                    "chart",
                    false,
                    Set.of(
                            COMMUNITY_DESK,
                            STREET_DESK,
                            STREET_LEADER,
                            DISTRICT_DESK,
                            DISTRICT_SUPERVISOR,
                            DISTRICT_REVIEWER,
                            CITY_VIEWER)),
            new Entry(
                    "/areas",
                    "nav.areas",
                    "tree",
                    false,
                    List.of("/party", "/units", "/people", "/posts"),
                    Set.of(
                            GRID_WORKER,
                            GRID_HEAD,
                            COMMUNITY_DESK,
                            STREET_DESK,
                            STREET_LEADER,
                            DISTRICT_DESK,
                            DISTRICT_SUPERVISOR,
                            DISTRICT_REVIEWER,
                            CITY_VIEWER,
                            SYSTEM_ADMINISTRATOR,
                            SECURITY_ADMINISTRATOR)),
            new Entry(
                    "/coverage",
                    "nav.coverage",
                    "check-list",
                    false,
                    Set.of(
                            COMMUNITY_DESK,
                            STREET_DESK,
                            STREET_LEADER,
                            DISTRICT_DESK,
                            DISTRICT_SUPERVISOR,
                            DISTRICT_REVIEWER,
                            CITY_VIEWER,
                            SYSTEM_ADMINISTRATOR)),
            new Entry(
                    "/catalogue/categories",
                    "nav.catalogue",
                    "list",
                    false,
                    List.of("/catalogue"),
                    Set.of(COMMUNITY_DESK, STREET_DESK, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry(
                    "/routing/triage",
                    "nav.triage",
                    "search",
                    false,
                    Set.of(STREET_DESK, STREET_LEADER, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry(
                    "/admissions",
                    "nav.admissions",
                    "check-list",
                    true,
                    Set.of(RESPONDER, DISTRICT_DESK, DISTRICT_SUPERVISOR)),
            new Entry("/routing/rules", "nav.rules", "list", false, Set.of(DISTRICT_SUPERVISOR)),
            new Entry("/routing/rules/ended", "nav.rules-ended", "list", false, Set.of(SYSTEM_ADMINISTRATOR)),
            new Entry("/separation", "casework.separation.title", "users", false, Set.of(DISTRICT_SUPERVISOR)),
            new Entry("/my-duties", "nav.my-duties", "check-list", false, FIELD),
            new Entry("/duties", "nav.duties", "check-list", false, Set.of(DISTRICT_SUPERVISOR, SYSTEM_ADMINISTRATOR)),
            new Entry("/policies", "nav.policies", "list", false, ANYBODY),
            new Entry("/calendar", "nav.calendar", "calendar", false, Set.of(DISTRICT_SUPERVISOR)),
            new Entry(
                    "/accounts", "nav.accounts", "users", false, Set.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)),
            new Entry("/imports/divisions", "nav.divisions", "upload", false, Set.of(SYSTEM_ADMINISTRATOR)),
            new Entry(
                    "/admin/notices",
                    "nav.notice-targets",
                    "send",
                    false,
                    Set.of(SYSTEM_ADMINISTRATOR, DISTRICT_SUPERVISOR)),
            new Entry("/admin/security", "nav.security", "lock", false, Set.of(SECURITY_ADMINISTRATOR)),
            new Entry("/audit", "nav.audit", "eye", false, Set.of(AUDIT_ADMINISTRATOR)),
            new Entry("/suggestions", "nav.suggestions", "edit", false, Set.of(SYSTEM_ADMINISTRATOR)));

    /** The entries for this actor; the one with the longest address that begins the shown path is the current one. */
    static List<MenuItem> of(Actor actor, String path) {
        List<Entry> mine = ENTRIES.stream()
                .filter(entry -> entry.roles().stream().anyMatch(actor::has))
                .toList();
        int longest = mine.stream().mapToInt(entry -> entry.reach(path)).max().orElse(-1);
        return mine.stream()
                .map(entry -> new MenuItem(
                        entry.href(),
                        entry.key(),
                        entry.icon(),
                        longest > 0 && entry.reach(path) == longest,
                        entry.counted(),
                        mine.size() > SIDE_BY_SIDE && SELDOM.contains(entry.href())))
                .toList();
    }

    /** Every entry there is. */
    static List<MenuItem> all() {
        return ENTRIES.stream()
                .map(entry -> new MenuItem(entry.href(), entry.key(), entry.icon(), false, entry.counted(), false))
                .toList();
    }

    /** Where this actor starts work. */
    static String homeOf(Actor actor) {
        if (actor.has(COMMUNITY_DESK, STREET_DESK, DISTRICT_DESK, RESPONDER, STREET_LEADER, DISTRICT_SUPERVISOR)) {
            return "/cases";
        }
        if (FIELD.stream().anyMatch(actor::has)) {
            return "/phone";
        }
        if (actor.has(DISTRICT_REVIEWER, CITY_VIEWER)) {
            return "/overview";
        }
        if (actor.has(AUDIT_ADMINISTRATOR)) {
            return "/audit";
        }
        return actor.isAdministrator() ? "/accounts" : "/help";
    }

    /** Whether this actor works in the field, with a phone. */
    static boolean isField(Actor actor) {
        return homeOf(actor).equals("/phone");
    }

    private static boolean isWithin(String path, String href) {
        return path.equals(href) || path.startsWith(href + "/");
    }

    private Menu() {}
}
