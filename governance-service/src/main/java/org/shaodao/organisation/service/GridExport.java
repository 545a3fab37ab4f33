package org.shaodao.organisation.service;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.table.TableWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Grids with their posts and people as a workbook, which is the template of {@link GridWorkbook}; no phone numbers. */
@Service
@RequiredArgsConstructor
public class GridExport {

    private final JdbcClient jdbc;
    private final GridWords words;

    private record Line(
            String community,
            String grid,
            String name,
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            int households,
            int residents,
            int buildings,
            @Nullable String boundary,
            @Nullable PostType post,
            @Nullable Integer required,
            @Nullable String person,
            @Nullable Boolean member,
            @Nullable Employment employment,
            @Nullable Boolean deputy,
            @Nullable LocalDate heldFrom) {}

    /** Writes the grids of the scope with their posts and people; no phone numbers. */
    @Transactional(readOnly = true)
    public void write(AreaScope scope, OutputStream out) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        try (TableWriter writer = TableWriter.of("grids.xlsx", out, "grids")) {
            writer.row(Arrays.stream(GridColumn.values()).map(GridColumn::head).toList());
            jdbc.sql("""
                            select c.code as community, a.code as grid, a.name, a.kind, a.unit_type, a.households, a.residents,
                                   a.buildings, a.boundary_text as boundary, t.type as post, t.required_number as required,
                                   p.name as person, p.party_member as member, h.employment, h.deputy, h.held_from
                              from area a
                              join area c on c.id = a.parent_id
                              left join post t on t.area_id = a.id and t.valid_to is null
                              left join post_holding h on h.post_id = t.id and h.held_to is null
                              left join person p on p.id = h.person_id
                             where a.level = 'GRID' and a.valid_to is null and %s
                             order by a.code, t.type, h.deputy, h.held_from, h.id
                            """.formatted(sql.onArea())).param("scope", sql.ids()).query(Line.class).stream()
                    .forEach(line -> writer.row(cells(line)));
        }
    }

    private List<@Nullable Object> cells(Line line) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(line.community());
        cells.add(line.grid());
        cells.add(TableWriter.guarded(line.name()));
        cells.add(words.of(line.kind()));
        cells.add(words.of(line.unitType()));
        cells.add(line.households());
        cells.add(line.residents());
        cells.add(line.buildings());
        cells.add(line.boundary() == null ? null : TableWriter.guarded(line.boundary()));
        cells.add(words.of(line.post()));
        cells.add(line.required());
        cells.add(line.person() == null ? null : TableWriter.guarded(line.person()));
        cells.add(null);
        cells.add(line.member() == null ? null : line.member() ? "是" : "否");
        cells.add(words.of(line.employment()));
        cells.add(line.deputy() == null ? null : line.deputy() ? "是" : "否");
        cells.add(line.heldFrom());
        return cells;
    }
}
