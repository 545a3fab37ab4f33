package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The Party chain as a tree, one level at a time, and the page of one organisation. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class PartyChain {

    private final JdbcClient jdbc;

    /** One organisation in the tree. */
    public record Node(
            UUID id,
            PartyOrganisationLevel level,
            PartyForm form,
            String name,
            String areaName,
            int children,
            @Nullable Integer householdsCovered,
            int grids) {}

    /** A node with its children when it is unfolded. */
    public record Branch(Node node, List<Branch> children) {

        public boolean isOpen() {
            return !children.isEmpty();
        }
    }

    /** How many organisations of each level lie in the scope. */
    public record Totals(int streets, int communities, int branches, int groups, int households, int covered) {}

    /** One organisation. */
    public record Sheet(
            UUID id,
            @Nullable UUID parentId,
            @Nullable String parentName,
            PartyOrganisationLevel level,
            PartyForm form,
            String name,
            UUID areaId,
            String areaName,
            AreaLevel areaLevel,
            @Nullable Integer householdsCovered,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String documentNo,
            long version) {

        public boolean isLive() {
            return validTo == null;
        }
    }

    private static final String NODE = """
            select p.id, p.level, p.form, p.name, a.name as area_name, p.households_covered,
                   (select count(*) from party_organisation c where c.parent_id = p.id and c.valid_to is null) as children,
                   (select count(*) from party_organisation_grid pg where pg.party_organisation_id = p.id) as grids
              from party_organisation p join area a on a.id = p.area_id
            """;

    /** The tree from the top of the scope, unfolded down to {@code open}. */
    public List<Branch> unfolded(AreaScope scope, @Nullable PartyOrganisationId open) {
        List<UUID> path = open == null ? List.of() : path(open);
        List<Node> roots = roots(scope);
        if (roots.size() == 1 && !path.contains(roots.get(0).id())) {
            path = List.of(roots.get(0).id());
        }
        return branches(roots, path);
    }

    /** What hangs right below. */
    public List<Node> below(PartyOrganisationId parent) {
        return jdbc.sql(NODE
                        + " where p.parent_id = ? and p.valid_to is null order by p.level, a.code, p.name limit 500")
                .param(parent.value())
                .query(Node.class)
                .list();
    }

    /** What the scope holds. */
    public Totals totals(AreaScope scope) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        return jdbc.sql("""
                        select count(*) filter (where p.level = 'STREET_WORKING_COMMITTEE') as streets,
                               count(*) filter (where p.level = 'COMMUNITY_COMMITTEE') as communities,
                               count(*) filter (where p.level = 'GRID_BRANCH') as branches,
                               count(*) filter (where p.level = 'BUILDING_GROUP') as groups,
                               count(*) filter (where p.level = 'MEMBER_HOUSEHOLD') as households,
                               coalesce(sum(p.households_covered), 0) as covered
                          from party_organisation p join area a on a.id = p.area_id
                         where p.valid_to is null and
                        """ + sql.onArea())
                .param("scope", sql.ids())
                .query(Totals.class)
                .single();
    }

    /** One organisation; the caller has checked the scope. */
    public Sheet sheet(PartyOrganisationId organisation) {
        return jdbc.sql("""
                        select p.id, p.parent_id, up.name as parent_name, p.level, p.form, p.name, a.id as area_id,
                               a.name as area_name, a.level as area_level, p.households_covered, p.valid_from, p.valid_to,
                               p.document_no, p.version
                          from party_organisation p
                          join area a on a.id = p.area_id
                          left join party_organisation up on up.id = p.parent_id
                         where p.id = ?
                        """)
                .param(organisation.value())
                .query(Sheet.class)
                .optional()
                .orElseThrow(() -> new NotFound("party"));
    }

    /** The grids a branch serves. */
    public List<AreaSheets.Named> grids(PartyOrganisationId branch) {
        return jdbc.sql("""
                        select a.id, a.level, a.name from party_organisation_grid pg join area a on a.id = pg.grid_id
                         where pg.party_organisation_id = ? order by a.code
                        """).param(branch.value()).query(AreaSheets.Named.class).list();
    }

    /** Live grids of the community the branch sits in, which it might serve. */
    public List<AreaSheets.Named> possibleGrids(PartyOrganisationId branch) {
        return jdbc.sql("""
                        select g.id, g.level, g.name
                          from party_organisation p join area a on a.id = p.area_id
                          join area g on g.community_id = a.community_id and g.level = 'GRID' and g.valid_to is null
                         where p.id = ? order by g.code
                        """).param(branch.value()).query(AreaSheets.Named.class).list();
    }

    /** Organisations of the scope under which one of this level may hang, in the street of {@code area}. */
    public List<Node> possibleParents(PartyOrganisationLevel level, UUID area) {
        List<String> levels = level.parents().stream().map(Enum::name).toList();
        if (levels.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(NODE + """
                         join area here on here.id = :area
                         where p.valid_to is null and p.level in (:levels)
                           and (a.street_id = here.street_id or here.street_id is null)
                           and (here.community_id is null or a.community_id is null or a.community_id = here.community_id
                                or p.level = 'COMMUNITY_COMMITTEE')
                         order by a.code, p.name limit 500
                        """)
                .param("area", area)
                .param("levels", levels)
                .query(Node.class)
                .list();
    }

    private List<Branch> branches(List<Node> nodes, List<UUID> path) {
        List<Branch> branches = new ArrayList<>();
        for (Node node : nodes) {
            branches.add(new Branch(
                    node,
                    path.contains(node.id()) ? branches(below(new PartyOrganisationId(node.id())), path) : List.of()));
        }
        return branches;
    }

    /** Organisations in the scope whose parent is not. */
    private List<Node> roots(AreaScope scope) {
        ScopeSql inner = ScopeSql.of(scope, "a", "");
        ScopeSql outer = ScopeSql.of(scope, "ua", "");
        return jdbc.sql(NODE + """
                         where p.valid_to is null and %s
                           and not exists (select 1 from party_organisation up join area ua on ua.id = up.area_id
                                            where up.id = p.parent_id and %s)
                         order by a.code, p.name limit 500
                        """.formatted(inner.onArea(), outer.onArea()))
                .param("scope", inner.ids())
                .query(Node.class)
                .list();
    }

    private List<UUID> path(PartyOrganisationId organisation) {
        return jdbc.sql("""
                        with recursive up as (
                            select id, parent_id from party_organisation where id = ?
                            union all
                            select p.id, p.parent_id from party_organisation p join up on up.parent_id = p.id)
                        select id from up
                        """).param(organisation.value()).query(UUID.class).list();
    }
}
