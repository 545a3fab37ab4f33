package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Units with their duty phones, and the page of one unit. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class UnitBook {

    private static final int PAGE = 20;

    private final JdbcClient jdbc;

    /** A unit in the list. */
    public record Row(
            UUID id,
            UnitKind kind,
            @Nullable Speciality speciality,
            String code,
            String name,
            @Nullable String dutyPhone,
            @Nullable String parentName,
            String areaName) {}

    /** One unit. */
    public record Sheet(
            UUID id,
            UnitKind kind,
            @Nullable Speciality speciality,
            String code,
            String name,
            @Nullable String dutyPhone,
            @Nullable UUID parentId,
            @Nullable String parentName,
            UUID areaId,
            String areaName,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String documentNo,
            long version) {

        public boolean isLive() {
            return validTo == null;
        }
    }

    /** A unit named on another's page. */
    public record Named(UUID id, UnitKind kind, String name) {}

    /** Live units of the scope; kind and a word of the name narrow them. */
    public Slice<Row> list(AreaScope scope, @Nullable UnitKind kind, @Nullable String word, @Nullable String after) {
        ScopeSql sql = ScopeSql.of(scope, "a", "u");
        String[] cursor = Cursor.read(after);
        String search = word == null ? "" : word.strip();
        List<Row> rows = jdbc.sql("""
                        select u.id, u.kind, u.speciality, u.code, u.name, u.duty_phone, b.name as parent_name,
                               a.name as area_name
                          from unit u
                          join area a on a.id = u.area_id
                          left join unit b on b.id = u.parent_id
                         where u.valid_to is null and %s
                           and (:kind::text is null and u.kind <> 'GRID_TEAM' or u.kind = :kind)
                           and (:word = '' or position(:word in u.name) > 0)
                           and (:code::text is null or (u.kind, u.code) > (:before, :code))
                         order by u.kind, u.code limit %d
                        """.formatted(sql.onUnit(), PAGE + 1))
                .param("scope", sql.ids())
                .param("kind", kind == null ? null : kind.name())
                .param("word", search.length() > 60 ? search.substring(0, 60) : search)
                .param("before", cursor.length == 2 ? cursor[0] : "")
                .param("code", cursor.length == 2 ? cursor[1] : null)
                .query(Row.class)
                .list();
        if (rows.size() <= PAGE) {
            return new Slice<>(rows, null);
        }
        Row last = rows.get(PAGE - 1);
        return new Slice<>(rows.subList(0, PAGE), Cursor.of(last.kind().name(), last.code()));
    }

    /** One unit; the caller has checked the scope. */
    public Sheet sheet(UnitId unit) {
        return jdbc.sql("""
                        select u.id, u.kind, u.speciality, u.code, u.name, u.duty_phone, u.parent_id, b.name as parent_name,
                               a.id as area_id, a.name as area_name, u.valid_from, u.valid_to, u.document_no, u.version
                          from unit u
                          join area a on a.id = u.area_id
                          left join unit b on b.id = u.parent_id
                         where u.id = ?
                        """).param(unit.value()).query(Sheet.class).optional().orElseThrow(() -> new NotFound("unit"));
    }

    /** Live units right below. */
    public List<Named> below(UnitId unit) {
        return jdbc.sql(
                        "select id, kind, name from unit where parent_id = ? and valid_to is null order by code limit 200")
                .param(unit.value())
                .query(Named.class)
                .list();
    }

    /** Live units of the area's district or street that a unit of this kind may belong to. */
    public List<Named> possibleParents(UnitKind kind, UUID area) {
        List<String> kinds = java.util.Arrays.stream(UnitKind.values())
                .filter(kind::mayBelongTo)
                .map(Enum::name)
                .toList();
        if (kinds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select u.id, u.kind, u.name
                          from unit u join area a on a.id = u.area_id join area here on here.id = :area
                         where u.valid_to is null and u.kind in (:kinds)
                           and (a.id = here.id or a.id = here.district_id or a.id = here.street_id or a.id = here.city_id)
                         order by u.kind, u.code limit 300
                        """)
                .param("area", area)
                .param("kinds", kinds)
                .query(Named.class)
                .list();
    }
}
