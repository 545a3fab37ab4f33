package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.organisation.service.AreaFollower;
import org.shaodao.organisation.service.StructureChanging.Part;
import org.shaodao.support.FlowTests;

/** A split takes what was chosen and leaves the rest. */
@FlowTests
class AreaSplitTests extends StructureFlow {

    @Test
    void aSplitGridTakesOnlyWhatWasChosen() {
        CaseId goes = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId stays = report("grid1.1.1");
        UUID holding = id(
                "select h.id from post_holding h join account a on a.person_id = h.person_id where a.id = ?",
                worker.account());
        jdbc.sql("update area set households = 500 where id = ?")
                .param(world.area("grid1.1.1").value())
                .update();
        PartyOrganisationId branch = branch("grid1.1.1", "第一支部");
        Map<String, List<String>> before = tables();

        UUID change = changing.split(
                supervisor,
                world.area("grid1.1.1"),
                version("area", world.area("grid1.1.1").value()),
                new Part(world.code("community1.1") + "009", "第九网格", 200, 0, 0),
                Set.of(goes.value(), holding),
                BASIS);

        UUID part = jdbc.sql("select target_id from structure_change where id = ?")
                .param(change)
                .query(UUID.class)
                .single();
        assertThat(id("select grid_id from governance_case where id = ?", goes)).isEqualTo(part);
        assertThat(id("select grid_id from governance_case where id = ?", stays))
                .isEqualTo(world.area("grid1.1.1").value());
        assertThat(jdbc.sql("select households from area where id in (?, ?) order by households")
                        .params(part, world.area("grid1.1.1").value())
                        .query(Integer.class)
                        .list())
                .containsExactly(200, 300);
        assertThat(jdbc.sql("select count(*) from party_organisation_grid where party_organisation_id = ?")
                        .param(branch.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        Actor moved = actors.actorOf(worker.account()).orElseThrow();
        assertThat(moved.posts()).extracting(PostGrant::areaId).containsExactly(new AreaId(part));
        handling.sign(moved, goes, version(goes), "王某", "13800000000");
        assertThatThrownBy(() -> changes.undo(supervisor, change))
                .as("its team has acted")
                .hasMessage("organisation.undo.in-use");

        UUID back = changing.merge(supervisor, new AreaId(part), version("area", part), world.area("grid1.1.1"), BASIS);
        assertThat(sheets.sheet(actors.actorOf(worker.account()).orElseThrow(), goes)
                        .facts()
                        .status())
                .isEqualTo(CaseStatus.IN_PROGRESS);
        assertThatThrownBy(() -> changes.undo(supervisor, change)).hasMessage("organisation.undo.later-first");
        changes.undo(supervisor, back);
        assertThat(before).isNotEmpty();
    }

    @Test
    void buildingsAndRequestsGoWhereTheSplitOfAGridSays() {
        building("grid1.1.1", "一号楼");
        building("grid1.1.1", "二号楼");
        UUID goes = assistance("grid1.1.1", "协助登记");
        UUID stays = assistance("grid1.1.1", "协助宣传");
        UUID house = building("grid1.1.1", "三号楼");
        AreaId grid = world.area("grid1.1.1");
        Map<String, List<String>> before = tables();
        assertThat(changing.choices(supervisor, grid))
                .extracting(AreaFollower.Choice::name)
                .contains("一号楼", "二号楼", "三号楼", "协助登记", "协助宣传");
        assertThat(changing.previewSplit(supervisor, grid, Set.of(house, goes)))
                .filteredOn(line -> line.count() > 0)
                .extracting(AreaFollower.Following::key)
                .containsExactlyInAnyOrder("casework.following.buildings", "casework.following.assistance");

        UUID change = split("grid1.1.1", world.code("community1.1") + "009", Set.of(house, goes));

        UUID part = target(change);
        assertThat(buildings("grid1.1.1")).containsExactlyInAnyOrder("一号楼", "二号楼");
        assertThat(id("select grid_id from building where id = ?", house)).isEqualTo(part);
        assertThat(id("select grid_id from assistance_request where id = ?", goes))
                .isEqualTo(part);
        assertThat(id("select grid_id from assistance_request where id = ?", stays))
                .isEqualTo(grid.value());
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void requestsGoWithTheirGridIntoTheNewCommunityAndSamplesStay() {
        UUID goes = assistance("grid1.1.1", "协助登记");
        UUID stays = assistance("grid1.1.2", "协助宣传");
        CaseId sampled = report("grid1.1.1");
        jdbc.sql("insert into case_sample (case_id, desk_unit_id, picked_at) values (?, ?, ?)")
                .params(sampled.value(), world.unit("desk:community1.1").value(), Timestamp.from(clock.instant()))
                .update();
        Map<String, List<String>> before = tables();
        Set<UUID> chosen = Set.of(world.area("grid1.1.1").value());
        assertThat(changing.previewSplit(supervisor, world.area("community1.1"), chosen))
                .contains(new AreaFollower.Following("casework.following.assistance", 1, List.of("协助登记")))
                .anyMatch(line -> line.key().equals("casework.following.samples-stay") && line.count() == 1);

        UUID change = split("community1.1", world.code("street1").substring(0, 9) + "099", chosen);

        assertThat(id("select community_id from assistance_request where id = ?", goes))
                .isEqualTo(target(change));
        assertThat(id(
                        "select area_id from unit where id = (select desk_unit_id from assistance_request where id = ?)",
                        goes))
                .isEqualTo(target(change));
        assertThat(id("select desk_unit_id from assistance_request where id = ?", stays))
                .isEqualTo(world.unit("desk:community1.1").value());
        assertThat(id("select desk_unit_id from case_sample where case_id = ?", sampled))
                .isEqualTo(world.unit("desk:community1.1").value());
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    private UUID target(UUID change) {
        return id("select target_id from structure_change where id = ?", change);
    }
}
