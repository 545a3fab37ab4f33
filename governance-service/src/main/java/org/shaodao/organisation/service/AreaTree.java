package org.shaodao.organisation.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tree of areas, one level at a time, with what lies below each. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class AreaTree {

    private final JdbcClient jdbc;

    /** One area in the tree; the counts tell what lies below. */
    public record Node(
            UUID id,
            AreaLevel level,
            @Nullable AreaKind kind,
            String code,
            String name,
            int children,
            int streets,
            int communities,
            int grids,
            int households,
            int residents) {}

    /** A node with its children when it is unfolded. */
    public record Branch(Node node, List<Branch> children) {

        public boolean isOpen() {
            return !children.isEmpty();
        }
    }

    /** How many areas of each kind lie in the scope. */
    public record Totals(int districts, int streets, int communities, int grids, int households, int residents) {}

    /** The tree from the top of the scope, unfolded down to {@code open}. */
    public List<Branch> unfolded(AreaScope scope, @Nullable AreaId open) {
        List<UUID> path = open == null ? List.of() : path(open);
        List<Node> roots = roots(scope);
        if (roots.size() == 1 && path.stream().noneMatch(roots.get(0).id()::equals)) {
            path = List.of(roots.get(0).id());
        }
        return branches(roots, path);
    }

    /** What lies right below an area of the scope. */
    public List<Node> below(AreaId parent) {
        AreaLevel level = jdbc.sql("select level from area where parent_id = ? and valid_to is null limit 1")
                .param(parent.value())
                .query((row, n) -> AreaLevel.valueOf(row.getString(1)))
                .optional()
                .orElse(AreaLevel.GRID);
        return nodes(level, "a.parent_id = :key", List.of(parent.value()));
    }

    /** What the whole scope holds. */
    public Totals totals(AreaScope scope) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        return jdbc.sql("""
                        select count(*) filter (where a.level = 'DISTRICT') as districts,
                               count(*) filter (where a.level = 'STREET') as streets,
                               count(*) filter (where a.level = 'COMMUNITY') as communities,
                               count(*) filter (where a.level = 'GRID') as grids,
                               coalesce(sum(a.households) filter (where a.level = 'GRID'), 0) as households,
                               coalesce(sum(a.residents) filter (where a.level = 'GRID'), 0) as residents
                          from area a where a.valid_to is null and
                        """ + sql.onArea())
                .param("scope", sql.ids())
                .query(Totals.class)
                .single();
    }

    private List<Branch> branches(List<Node> nodes, List<UUID> path) {
        List<Branch> branches = new ArrayList<>();
        for (Node node : nodes) {
            branches.add(new Branch(
                    node,
                    path.contains(node.id()) && node.children() > 0
                            ? branches(below(new AreaId(node.id())), path)
                            : List.of()));
        }
        return branches;
    }

    private List<Node> roots(AreaScope scope) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        if (scope instanceof AreaScope.InAreas in) {
            return nodes(in.level(), "a.id in (:key)", sql.ids());
        }
        if (scope instanceof AreaScope.FiguresOnly figures) {
            return nodes(figures.level(), "a.id in (:key)", sql.ids());
        }
        return scope instanceof AreaScope.Everything ? nodes(AreaLevel.CITY, "a.level = 'CITY'", sql.ids()) : List.of();
    }

    private List<Node> nodes(AreaLevel level, String condition, List<UUID> key) {
        return jdbc.sql("""
                        select a.id, a.level, a.kind, a.code, a.name,
                               (select count(*) from area c where c.parent_id = a.id and c.valid_to is null) as children,
                               d.streets, d.communities, d.grids,
                               case when a.level = 'GRID' then a.households else d.households end as households,
                               case when a.level = 'GRID' then a.residents else d.residents end as residents
                          from area a
                          left join lateral (
                               select count(*) filter (where b.level = 'STREET' and b.id <> a.id) as streets,
                                      count(*) filter (where b.level = 'COMMUNITY' and b.id <> a.id) as communities,
                                      count(*) filter (where b.level = 'GRID' and b.id <> a.id) as grids,
                                      coalesce(sum(b.households) filter (where b.level = 'GRID'), 0) as households,
                                      coalesce(sum(b.residents) filter (where b.level = 'GRID'), 0) as residents
                                 from area b where b.%s = a.id and b.valid_to is null) d on true
                         where a.valid_to is null and %s
                         order by a.code
                        """.formatted(ScopeSql.column(level), condition))
                .param("key", key)
                .query(Node.class)
                .list();
    }

    private List<UUID> path(AreaId area) {
        Map<UUID, UUID> parents = new HashMap<>();
        jdbc.sql("""
                        with recursive up as (
                            select id, parent_id from area where id = ?
                            union all
                            select a.id, a.parent_id from area a join up on up.parent_id = a.id)
                        select id, parent_id from up
                        """)
                .param(area.value())
                .query((row, n) -> {
                    parents.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    return n;
                })
                .list();
        return List.copyOf(parents.keySet());
    }
}
