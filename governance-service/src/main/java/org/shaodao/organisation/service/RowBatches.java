package org.shaodao.organisation.service;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PersonalDataVault;
import org.springframework.jdbc.core.JdbcTemplate;

/** Collects rows of the organisation and writes them in batches. */
@RequiredArgsConstructor
final class RowBatches {

    private static final int BATCH = 200;

    private final PersonalDataVault vault;
    private final Instant now;
    private final LocalDate since;

    private final Map<String, List<Object[]>> rows = new LinkedHashMap<>();

    UUID grid(
            Place community,
            String code,
            String name,
            AreaKind kind,
            GridUnitType type,
            int households,
            int residents,
            int buildings,
            String boundary) {
        UUID id = Ids.at(now);
        add(
                """
                insert into area (id, parent_id, level, code, name, kind, unit_type, city_id, district_id, street_id,
                                  community_id, households, residents, buildings, boundary_text, valid_from, version)
                values (?, ?, 'GRID', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
                id,
                community.id().value(),
                code,
                name,
                kind.name(),
                type.name(),
                value(community.cityId()),
                value(community.districtId()),
                value(community.streetId()),
                community.id().value(),
                households,
                residents,
                buildings,
                boundary,
                since);
        return id;
    }

    UUID party(
            @Nullable UUID parent,
            PartyOrganisationLevel level,
            PartyForm form,
            String name,
            UUID area,
            @Nullable Integer households) {
        UUID id = Ids.at(now);
        add("""
                insert into party_organisation (id, parent_id, level, form, name, area_id, households_covered, valid_from,
                                                version)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """, id, parent, level.name(), form.name(), name, area, households, since);
        if (level == PartyOrganisationLevel.GRID_BRANCH) {
            serves(id, area);
        }
        return id;
    }

    void serves(UUID branch, UUID grid) {
        add("insert into party_organisation_grid (party_organisation_id, grid_id) values (?, ?)", branch, grid);
    }

    UUID unit(
            @Nullable UUID parent,
            UnitKind kind,
            @Nullable Speciality speciality,
            String code,
            String name,
            UUID area,
            @Nullable String phone) {
        UUID id = Ids.at(now);
        add(
                """
                insert into unit (id, parent_id, kind, speciality, code, name, area_id, duty_phone, valid_from, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
                id,
                parent,
                kind.name(),
                speciality == null ? null : speciality.name(),
                code,
                name,
                area,
                phone,
                since);
        return id;
    }

    UUID person(String name, @Nullable String phone, boolean member, boolean managedHere) {
        UUID id = Ids.at(now);
        add("""
                insert into person (id, name, phone_sealed, phone_index, party_member, managed_here, version)
                values (?, ?, ?, ?, ?, ?, 0)
                """, id, name, vault.seal(phone), vault.index(phone), member, managedHere);
        return id;
    }

    UUID areaPost(PostType type, UUID area, int required) {
        return post(type, area, null, null, required);
    }

    UUID unitPost(PostType type, UUID unit, int required) {
        return post(type, null, unit, null, required);
    }

    UUID partyPost(PostType type, UUID party, int required) {
        return post(type, null, null, party, required);
    }

    void holds(UUID post, UUID person, boolean fullTime, boolean deputy, LocalDate from) {
        add("""
                insert into post_holding (id, post_id, person_id, employment, deputy, held_from, version)
                values (?, ?, ?, ?, ?, ?, 0)
                """, Ids.at(now), post, person, fullTime ? "FULL_TIME" : "PART_TIME", deputy, from);
    }

    UUID account(UUID person, String login, String hash) {
        UUID id = Ids.at(now);
        add("""
                insert into account (id, person_id, login, password_hash, must_change, password_at, version)
                values (?, ?, ?, ?, false, ?, 0)
                """, id, person, login, hash, java.sql.Timestamp.from(now));
        return id;
    }

    void administrator(UUID account, String role) {
        add(
                "insert into administrator (account_id, role, granted_at) values (?, ?, ?)",
                account,
                role,
                java.sql.Timestamp.from(now));
    }

    /** Writes everything in the order in which it was first needed: areas, chain, units, people, posts, accounts. */
    void write(JdbcTemplate template) {
        ORDER.forEach(table -> rows.forEach((sql, lines) -> {
            if (sql.strip().startsWith("insert into " + table + " ")) {
                template.batchUpdate(sql, lines, BATCH, (statement, line) -> {
                    for (int i = 0; i < line.length; i++) {
                        Object cell = line[i];
                        if (cell == null) {
                            statement.setNull(i + 1, Types.NULL);
                        } else {
                            statement.setObject(i + 1, cell);
                        }
                    }
                });
            }
        }));
    }

    private static final List<String> ORDER = List.of(
            "area",
            "party_organisation",
            "party_organisation_grid",
            "unit",
            "person",
            "post",
            "post_holding",
            "account",
            "administrator");

    private UUID post(PostType type, @Nullable UUID area, @Nullable UUID unit, @Nullable UUID party, int required) {
        UUID id = Ids.at(now);
        add("""
                insert into post (id, type, area_id, unit_id, party_organisation_id, required_number, version)
                values (?, ?, ?, ?, ?, ?, 0)
                """, id, type.name(), area, unit, party, required);
        return id;
    }

    private static @Nullable UUID value(org.shaodao.organisation.@Nullable AreaId id) {
        return id == null ? null : id.value();
    }

    private void add(String sql, @Nullable Object... cells) {
        rows.computeIfAbsent(sql, any -> new ArrayList<>()).add(cells);
    }
}
