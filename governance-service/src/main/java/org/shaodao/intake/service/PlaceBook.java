package org.shaodao.intake.service;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineField;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.intake.RowReading.Remark;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.Place;

/**
 * Finds the place of an order by the codes and names of streets, communities and grids: first in the place columns,
 * then in the address, last in the text, there only by full names. What stays unknown goes to the place that was
 * chosen for the file; two possible communities are none.
 */
final class PlaceBook {

    private final List<Place> streets;
    private final List<Place> communities;
    private final Map<String, Place> byCode = new HashMap<>();
    private final Map<AreaId, List<Place>> gridsByCommunity = new HashMap<>();
    private final Set<AreaId> allowedStreets;
    private final @Nullable Place fallback;
    private final Map<AreaId, Names> names = new HashMap<>();

    /** Where an order goes, or why it cannot go anywhere. */
    record Found(@Nullable AreaId place, @Nullable Remark problem) {}

    /** The full names that may stand in any text, and short ones that count only in a place column. */
    private record Names(List<String> full, List<String> brief) {}

    /**
     * @param allowedStreets the streets the importer may file for; empty = all
     */
    PlaceBook(
            List<Place> streets,
            List<Place> communities,
            List<Place> grids,
            Set<AreaId> allowedStreets,
            @Nullable Place fallback) {
        this.streets = streets;
        this.communities = communities;
        this.allowedStreets = allowedStreets;
        this.fallback = fallback;
        for (List<Place> level : List.of(streets, communities, grids)) {
            level.forEach(place -> byCode.put(place.code(), place));
        }
        streets.forEach(street -> names.put(street.id(), streetNames(street.name())));
        communities.forEach(community -> names.put(community.id(), communityNames(community.name())));
        grids.forEach(grid -> {
            if (grid.communityId() != null) {
                gridsByCommunity
                        .computeIfAbsent(grid.communityId(), any -> new ArrayList<>())
                        .add(grid);
            }
        });
    }

    Found find(HotlineOrder order) {
        String column = plain(order.place());
        String address = plain(order.address());
        Optional<Place> coded = code(column);
        if (coded.isPresent()) {
            return allowed(coded.get()) ? new Found(coded.get().id(), null) : elsewhere();
        }
        Place street = only(streets, column, true);
        if (street != null && !allowed(street)) {
            return elsewhere();
        }
        if (street == null) {
            street = only(streets, address, false);
            street = street != null && allowed(street) ? street : null;
        }
        AreaId within = street != null ? street.id() : fallbackStreet();
        Place community = community(within, column, address, plain(order.title() + "\n" + order.description()));
        if (community != null) {
            Place grid = grid(community, column + "\n" + address);
            return new Found(grid == null ? community.id() : grid.id(), null);
        }
        if (street != null) {
            Place chosen = fallback;
            boolean same = chosen != null && street.id().equals(streetOf(chosen));
            return new Found(chosen != null && same ? chosen.id() : street.id(), null);
        }
        return fallback != null
                ? new Found(fallback.id(), null)
                : new Found(null, Remark.of(HotlineField.PLACE, "intake.row.place-unknown"));
    }

    private @Nullable Place community(@Nullable AreaId street, String column, String address, String text) {
        List<Place> candidates = communities.stream()
                .filter(place -> street == null || street.equals(place.streetId()))
                .filter(this::allowed)
                .toList();
        Place found = only(candidates, column, true);
        if (found == null) {
            found = only(candidates, address, false);
        }
        return found != null ? found : only(candidates, text, false);
    }

    private @Nullable Place grid(Place community, String text) {
        Place found = null;
        for (Place grid : gridsByCommunity.getOrDefault(community.id(), List.of())) {
            if (text.contains(plain(grid.name()))) {
                if (found != null) {
                    return null;
                }
                found = grid;
            }
        }
        return found;
    }

    /** The one place whose name stands in the text; the longest name wins where one contains the other. */
    private @Nullable Place only(List<Place> places, String text, boolean briefToo) {
        if (text.isEmpty()) {
            return null;
        }
        Place best = null;
        int length = 0;
        Set<AreaId> rivals = new HashSet<>();
        for (Place place : places) {
            int hit = hit(place, text, briefToo);
            if (hit > length) {
                best = place;
                length = hit;
                rivals.clear();
                rivals.add(place.id());
            } else if (hit > 0 && hit == length) {
                rivals.add(place.id());
            }
        }
        return rivals.size() == 1 ? best : null;
    }

    private int hit(Place place, String text, boolean briefToo) {
        Names known = names.getOrDefault(place.id(), new Names(List.of(), List.of()));
        int longest = 0;
        for (String name : known.full()) {
            if (name.length() > longest && text.contains(name)) {
                longest = name.length();
            }
        }
        if (briefToo) {
            for (String name : known.brief()) {
                if (name.length() > longest && text.contains(name)) {
                    longest = name.length();
                }
            }
        }
        return longest;
    }

    private Optional<Place> code(String column) {
        if (byCode.containsKey(column)) {
            return Optional.ofNullable(byCode.get(column));
        }
        return column.matches("[0-9]{9}") ? Optional.ofNullable(byCode.get(column + "000")) : Optional.empty();
    }

    private boolean allowed(Place place) {
        AreaId street = streetOf(place);
        return allowedStreets.isEmpty() || street != null && allowedStreets.contains(street);
    }

    private @Nullable AreaId fallbackStreet() {
        return fallback == null ? null : streetOf(fallback);
    }

    static @Nullable AreaId streetOf(Place place) {
        return place.level() == AreaLevel.STREET ? place.id() : place.streetId();
    }

    private static Found elsewhere() {
        return new Found(null, Remark.of(HotlineField.PLACE, "intake.row.place-elsewhere"));
    }

    private static Names streetNames(String name) {
        String full = plain(name);
        String bare = full.replaceAll("(街道办事处|街道|镇|乡)$", "");
        return new Names(List.of(full), bare.length() >= 2 && !bare.equals(full) ? List.of(bare) : List.of());
    }

    private static Names communityNames(String name) {
        String full = plain(name);
        String base = full.replaceAll("(居民委员会|居委会|村民委员会|村委会)$", "");
        String bare = base.replaceAll("(社区|村)$", "");
        List<String> fulls = new ArrayList<>(List.of(full));
        if (base.length() >= 3 && (base.endsWith("社区") || base.endsWith("村"))) {
            fulls.add(base);
        } else if (base.length() >= 2) {
            fulls.add(base + (full.endsWith("村委会") || full.endsWith("村民委员会") ? "村" : "社区"));
        }
        return new Names(fulls, bare.length() >= 2 ? List.of(bare) : List.of());
    }

    static String plain(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]", "");
    }

    static boolean isPlaceLevel(AreaLevel level) {
        return level == AreaLevel.DISTRICT
                || level == AreaLevel.STREET
                || level == AreaLevel.COMMUNITY
                || level == AreaLevel.GRID;
    }
}
