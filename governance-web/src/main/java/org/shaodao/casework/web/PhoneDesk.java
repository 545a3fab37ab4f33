package org.shaodao.casework.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseRow;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Component;

/** What somebody in the field works with: the own grids, the cases the team holds, the categories met most. */
@Component
@RequiredArgsConstructor
class PhoneDesk {

    static final Set<CaseStatus> TO_DO = Set.of(CaseStatus.DISPATCHED, CaseStatus.IN_PROGRESS);
    static final Set<CaseStatus> TO_VERIFY = Set.of(CaseStatus.RESOLVED);
    static final CaseFilter DRAFTS = CaseFilter.everything().withStatuses(Set.of(CaseStatus.DRAFT));

    private static final Role[] FIELD = {Role.GRID_WORKER, Role.GRID_HEAD, Role.MOBILE_WORKER, Role.BUILDING_HEAD};
    private static final Role[] TEAM = {Role.GRID_WORKER, Role.GRID_HEAD};
    private static final int TILES = 8;
    private static final Duration LOOKED_BACK = Duration.ofDays(90);

    /** What grids meet most, until the own grid has figures of its own. */
    private static final List<String> COMMON =
            List.of("0105", "0308", "0203", "0204", "0502", "0401", "0101", "0802", "0901", "0205");

    private final CaseQueue queue;
    private final Categories categories;
    private final Places places;
    private final Clock clock;

    /** A grid one serves and the desk above it. */
    record Team(
            AreaId grid,
            String name,
            String community,
            @Nullable String phone) {}

    /** The cases units hold in some states: the first rows of each, and how many there are. */
    record Held(List<CaseRow> rows, long count) {}

    /** A category to choose. */
    record Choice(CategoryId id, String name) {}

    static boolean isField(Actor actor) {
        return actor.has(FIELD);
    }

    /** Whether the actor works in a grid team, which handles cases; others only report. */
    static boolean isInTeam(Actor actor) {
        return actor.has(TEAM);
    }

    static void assertField(Actor actor) {
        if (!isField(actor)) {
            throw new Forbidden("nav.phone");
        }
    }

    /** The live grids the actor serves, the first one first. */
    List<Team> teams(Actor actor) {
        return grids(actor).stream()
                .map(places::place)
                .filter(Place::live)
                .map(this::team)
                .toList();
    }

    /** The same, without what a page shows of them. */
    static List<AreaId> grids(Actor actor) {
        return actor.postsWith(FIELD).stream()
                .filter(post -> post.level() == AreaLevel.GRID)
                .map(PostGrant::areaId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Team team(Place grid) {
        AreaId communityId = grid.communityId();
        Place community = communityId == null ? grid : places.place(communityId);
        String phone = places.deskOf(community).map(UnitRef::dutyPhone).orElse(null);
        return new Team(grid.id(), grid.name(), community.name(), phone);
    }

    /** What the actor's teams hold now, soonest due first. */
    Held held(Actor actor, Set<CaseStatus> statuses) {
        List<CaseRow> rows = new ArrayList<>();
        long count = 0;
        for (PostGrant post : actor.postsWith(TEAM)) {
            UnitId unit = post.unitId();
            if (unit != null) {
                AreaScope scope = new AreaScope.OfUnits(Set.of(unit));
                CaseFilter filter = CaseFilter.openOnes().withStatuses(statuses).withHolder(unit);
                List<CaseRow> here = queue.list(scope, filter, null).rows();
                if (rows.stream().noneMatch(here::contains)) {
                    rows.addAll(here);
                    count += here.size() < CaseQueue.PAGE ? here.size() : queue.count(scope, filter);
                }
            }
        }
        return new Held(rows, count);
    }

    /** The categories met most where the actor works, filled up with those grids commonly meet. */
    List<Choice> tiles(Actor actor, Locale locale) {
        Map<CategoryId, CategoryRef> known = new LinkedHashMap<>();
        categories.selectable().forEach(category -> known.put(category.id(), category));
        CaseFilter recent =
                CaseFilter.everything().withReportedFrom(clock.instant().minus(LOOKED_BACK));
        Stream<CategoryRef> met = queue.countBy(surroundings(actor), recent, CaseQueue.Grouping.CATEGORY).stream()
                .filter(count -> count.key() != null)
                .sorted(Comparator.comparingLong(CaseQueue.Count::count).reversed())
                .map(count -> known.get(new CategoryId(java.util.UUID.fromString(String.valueOf(count.key())))));
        Stream<CategoryRef> common = COMMON.stream()
                .flatMap(code -> categories.byCode(code).stream())
                .filter(CategoryRef::active);
        Collection<CategoryRef> chosen = new LinkedHashSet<>();
        Stream.concat(met, common).filter(Objects::nonNull).limit(TILES * 2L).forEach(chosen::add);
        return chosen.stream()
                .limit(TILES)
                .map(category -> new Choice(category.id(), name(category, locale)))
                .toList();
    }

    /** All selectable categories by group. */
    Map<String, List<Choice>> groups(Locale locale) {
        Map<String, List<Choice>> groups = new LinkedHashMap<>();
        for (CategoryRef category : categories.selectable()) {
            String group = category.parentId() == null
                    ? ""
                    : categories
                            .find(category.parentId())
                            .map(parent -> name(parent, locale))
                            .orElse("");
            groups.computeIfAbsent(group, any -> new ArrayList<>())
                    .add(new Choice(category.id(), name(category, locale)));
        }
        return groups;
    }

    private static AreaScope surroundings(Actor actor) {
        Set<AreaId> grids = new LinkedHashSet<>();
        for (PostGrant post : actor.postsWith(TEAM)) {
            if (post.areaId() != null) {
                grids.add(post.areaId());
            }
        }
        return grids.isEmpty() ? new AreaScope.Own(actor.account()) : new AreaScope.InAreas(AreaLevel.GRID, grids);
    }

    private static String name(CategoryRef category, Locale locale) {
        String english = category.nameEn();
        return english != null && locale.getLanguage().equals("en") ? english : category.name();
    }
}
