package org.shaodao.organisation.service;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;

/** One line of the NBS division list, with the odd codes made sense of. */
record DivisionRow(
        int number, String code, @Nullable String parentCode, AreaLevel level, String name, String kindName) {

    private static final Map<String, AreaLevel> LEVELS = Map.of(
            "province", AreaLevel.PROVINCE,
            "city", AreaLevel.CITY,
            "district", AreaLevel.DISTRICT,
            "street", AreaLevel.STREET,
            "community", AreaLevel.COMMUNITY);

    static Optional<AreaLevel> level(String text) {
        return Optional.ofNullable(LEVELS.get(text.toLowerCase(Locale.ROOT)));
    }

    /** The kind by its name; where the name says "other", by the number ranges of the code. */
    @Nullable
    AreaKind kind() {
        return switch (level) {
            case DISTRICT -> {
                int number = Integer.parseInt(code.substring(4, 6));
                if (number >= 71 && number <= 80) {
                    yield AreaKind.STATISTICAL;
                }
                yield switch (kindName) {
                    case "县" -> AreaKind.COUNTY;
                    case "市" -> AreaKind.COUNTY_CITY;
                    default -> AreaKind.URBAN_DISTRICT;
                };
            }
            case STREET ->
                switch (kindName) {
                    case "街道" -> AreaKind.STREET_OFFICE;
                    case "镇" -> AreaKind.TOWN;
                    case "乡" -> AreaKind.TOWNSHIP;
                    default -> AreaKind.OTHER;
                };
            case COMMUNITY -> {
                if (kindName.startsWith("村")) {
                    yield AreaKind.VILLAGE;
                }
                if (kindName.startsWith("社区")) {
                    yield AreaKind.URBAN;
                }
                int number = Integer.parseInt(code.substring(9, 12));
                yield number >= 200 && number < 400 || number >= 500 ? AreaKind.VILLAGE : AreaKind.URBAN;
            }
            default -> null;
        };
    }

    /** The area's name: a community is a place, so the committee's ending is left out. */
    String areaName() {
        if (level != AreaLevel.COMMUNITY) {
            return name;
        }
        if (name.matches(".+居(民)?委(员)?会")) {
            String place = name.replaceFirst("居(民)?委(员)?会$", "");
            return place.endsWith("社区") || place.endsWith("村") ? place : place + "社区";
        }
        return name.matches(".+村(民)?委(员)?会") ? name.replaceFirst("村?村(民)?委(员)?会$", "村") : name;
    }

    /** Worth a word, though right: a statistical zone, or a farm or zone on street level. */
    @Nullable
    String note() {
        AreaKind kind = kind();
        if (kind == AreaKind.STATISTICAL) {
            return "organisation.import.note-statistical";
        }
        return kind == AreaKind.OTHER ? "organisation.import.note-other" : null;
    }

    static String deskName(AreaLevel level, String areaName) {
        return areaName + (level == AreaLevel.COMMUNITY ? "接办点" : "接办中心");
    }
}
