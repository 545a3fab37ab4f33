package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.organisation.service.StructureChanging.Part;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.shaodao.organisation.service.StructureKeeping.NewParty;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.support.FlowTests;
import org.shaodao.support.World;

@FlowTests
class StructureChangeTests extends StructureFlow {

    @Test
    void buildingsOfTheSameNameStayApart() {
        building("grid1.1.1", "一号楼");
        building("grid1.1.1", "二号楼");
        building("grid1.1.1", "三号楼");
        building("grid1.1.2", "一号楼");
        building("grid1.1.2", "二号楼");
        building("grid1.1.2", "二号楼（示例grid1.1.1）");
        Map<String, List<String>> before = tables();
        assertThat(pages.get(supervisor, "/areas/" + world.area("grid1.1.1") + "/merge?into=" + world.area("grid1.1.2"))
                        .page()
                        .select("dl.facts")
                        .text())
                .contains("楼栋 3 栋");

        UUID change = merge("grid1.1.1", "grid1.1.2");

        assertThat(buildings("grid1.1.1")).isEmpty();
        assertThat(buildings("grid1.1.2"))
                .containsExactlyInAnyOrder(
                        "一号楼",
                        "二号楼",
                        "二号楼（示例grid1.1.1）",
                        "三号楼",
                        "一号楼（示例grid1.1.1）",
                        "二号楼（示例grid1.1.1 " + world.code("grid1.1.1") + "）");
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void theSuccessorIsTheOneThatLives() {
        merge("grid1.1.1", "grid1.1.2");
        UUID second = merge("grid1.1.2", "grid1.2.1");

        assertThat(places.successor(world.area("grid1.1.1"))).contains("示例grid1.2.1");
        assertThat(places.successor(world.area("grid1.2.1"))).isEmpty();
        changes.undo(supervisor, second);
        assertThat(places.successor(world.area("grid1.1.1"))).contains("示例grid1.1.2");
    }

    @Test
    void aMergedCommunityBringsItsGridsToTheOtherStreet() {
        CaseId open = report("grid1.1.1");
        UUID change = merge("community1.1", "community2.1");

        assertThat(id("select community_id from governance_case where id = ?", open))
                .isEqualTo(world.area("community2.1").value());
        assertThat(id("select street_id from governance_case where id = ?", open))
                .isEqualTo(world.area("street2").value());
        assertThat(id("select grid_id from governance_case where id = ?", open))
                .isEqualTo(world.area("grid1.1.1").value());
        assertThat(id("select street_id from area where id = ?", world.area("grid1.1.1")))
                .isEqualTo(world.area("street2").value());
        Actor moved = actors.actorOf(clerk.account()).orElseThrow();
        desk.accept(moved, open, version(open), category(), false);
        assertThatThrownBy(() -> sheets.sheet(world.actor(Role.STREET_DESK, "street1", "desk:street1"), open))
                .isInstanceOf(NotFound.class);

        changes.undo(supervisor, change);
        assertThat(sheets.sheet(clerk, open).facts().status()).isEqualTo(CaseStatus.ACCEPTED);
    }

    @Test
    void partyOrganisationsMergeAndSplitWithWhatHangsBelow() {
        PartyOrganisationId one = branch("grid1.1.1", "第一支部");
        PartyOrganisationId two = branch("grid1.1.2", "第二支部");
        PartyOrganisationId group = keeping.create(
                new NewParty(
                        one,
                        PartyOrganisationLevel.BUILDING_GROUP,
                        PartyForm.GROUP,
                        "一号楼党小组",
                        world.area("grid1.1.1"),
                        null),
                BASIS,
                supervisor);
        Map<String, List<String>> before = tables();

        UUID merged = parties.merge(supervisor, one, version("party_organisation", one.value()), two, BASIS);
        assertThat(id("select parent_id from party_organisation where id = ?", group))
                .isEqualTo(two.value());
        assertThat(jdbc.sql("select count(*) from party_organisation_grid where party_organisation_id = ?")
                        .param(two.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        UUID split = parties.split(
                supervisor,
                two,
                version("party_organisation", two.value()),
                "第三支部",
                PartyForm.BRANCH,
                Set.of(group.value(), world.area("grid1.1.1").value()),
                BASIS);
        UUID third = id("select target_id from structure_change where id = ?", split);
        assertThat(id("select parent_id from party_organisation where id = ?", group))
                .isEqualTo(third);
        assertThat(id("select grid_id from party_organisation_grid where party_organisation_id = ?", third))
                .isEqualTo(world.area("grid1.1.1").value());

        changes.undo(supervisor, split);
        changes.undo(supervisor, merged);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void refusesWhatCannotBe() {
        AreaId grid = world.area("grid1.1.1");
        long version = version("area", grid.value());
        assertThatThrownBy(() -> changing.merge(supervisor, grid, version, grid, BASIS))
                .hasMessage("organisation.merge-itself");
        assertThatThrownBy(() -> changing.merge(supervisor, grid, version, world.area("community1.1"), BASIS))
                .hasMessage("organisation.merge-not-alike");
        assertThatThrownBy(
                        () -> changing.merge(supervisor, grid, version, world.area("grid1.1.2"), new Basis(null, " ")))
                .hasMessage("organisation.document-missing");
        assertThatThrownBy(() -> changing.merge(
                        supervisor, grid, version, world.area("grid1.1.2"), new Basis(LocalDate.of(2026, 3, 3), "x")))
                .hasMessage("organisation.effective-in-future");
        assertThatThrownBy(() -> changing.merge(supervisor, grid, version + 1, world.area("grid1.1.2"), BASIS))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> changing.merge(clerk, grid, version, world.area("grid1.1.2"), BASIS))
                .isInstanceOf(org.shaodao.shared.Forbidden.class);
        Actor stranger = new World(jdbc).actor(Role.DISTRICT_SUPERVISOR, "district", null);
        assertThatThrownBy(() -> changing.merge(stranger, grid, version, world.area("grid1.1.2"), BASIS))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> changing.split(
                        supervisor,
                        grid,
                        version,
                        new Part(world.code("community1.1") + "009", "第九网格", 1, 0, 0),
                        Set.of(),
                        BASIS))
                .hasMessage("organisation.part-larger-than-whole");

        UUID done = merge("grid1.1.1", "grid1.1.2");
        assertThatThrownBy(() -> changes.undo(stranger, done)).isInstanceOf(NotFound.class);
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> changes.undo(supervisor, done)).hasMessage("organisation.undo.too-late");
    }

    @Test
    void thePagesShowTheEffectsBeforeAnythingIsDone() {
        CaseId open = report("grid1.1.1");
        String path = "/areas/" + world.area("grid1.1.1");
        assertThat(pages.post(
                                supervisor,
                                path + "/change",
                                Map.of(
                                        "what",
                                        "ABOLISH",
                                        "version",
                                        String.valueOf(version(
                                                "area", world.area("grid1.1.1").value()))))
                        .page()
                        .text())
                .contains("合并与拆分");
        assertThat(pages.get(supervisor, path + "/change")
                        .page()
                        .select("#succession a")
                        .eachAttr("href"))
                .containsExactly(path + "/merge", path + "/split");

        var look = pages.get(supervisor, path + "/merge?into=" + world.area("grid1.1.2"));
        assertThat(look.page().select("dl.facts").text()).contains("未结工单 1 件").contains("任职人员 1 人");
        var missing = pages.submit(supervisor, look.page(), "form[data-do]", fields -> {});
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.page().select(".error-summary").text()).contains("文号");
        var done = pages.submit(
                supervisor, missing.page(), "form[data-do]", fields -> fields.put("documentNo", "街政发〔2026〕3号"));
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).startsWith("/changes/");
        var change = pages.get(supervisor, done.location());
        assertThat(change.page().text()).contains("未结工单").contains("撤销这次变更");
        assertThat(pages.post(supervisor, done.location() + "/undo", Map.of()).status())
                .isEqualTo(302);
        assertThat(pages.post(supervisor, done.location() + "/undo", Map.of()).status())
                .isEqualTo(422);
        assertThat(id("select grid_id from governance_case where id = ?", open))
                .isEqualTo(world.area("grid1.1.1").value());

        var split = pages.get(supervisor, path + "/split");
        assertThat(split.page().select("input[name=chosen]")).hasSize(2);
        var effects = pages.submit(supervisor, split.page(), "form[data-split]", fields -> {
            fields.put("name", "第九网格");
            fields.put("chosen", open.toString());
            fields.put("documentNo", "街政发〔2026〕4号");
        });
        assertThat(effects.status()).isEqualTo(200);
        assertThat(effects.page().select("dl.facts").text()).contains("未结工单 1 件");
        var made = pages.submit(supervisor, effects.page(), "form[data-split]", fields -> {
            fields.put("chosen", open.toString());
            fields.put("confirmed", "true");
        });
        assertThat(made.page().select(".error-summary").text()).isEmpty();
        assertThat(made.location()).startsWith("/changes/");
        assertThat(pages.get(supervisor, "/areas/" + world.area("grid1.1.1"))
                        .page()
                        .text())
                .contains("分出")
                .contains("第九网格");
    }

    /** Random merges and splits, undone in reverse: every table is as it was. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void undoingRestoresEveryRow(long seed) {
        Random random = new Random(seed);
        List<String> grids = List.of("grid1.1.1", "grid1.1.2", "grid1.2.1", "grid1.2.2", "grid2.1.1", "grid2.2.2");
        for (String grid : grids) {
            world.actor(Role.GRID_WORKER, grid, null);
            branch(grid, "支部" + grid);
        }
        Actor streetDesk = street("1");
        street("2");
        for (int i = 0; i < 6; i++) {
            String community = "1." + (1 + random.nextInt(2));
            selfHandled(
                    streetDesk,
                    "grid" + community + "." + (1 + random.nextInt(2)),
                    "team" + community + "." + (1 + random.nextInt(2)));
        }
        for (String grid : grids) {
            building(grid, "一号楼");
            building(grid, "二号楼");
        }
        for (int i = 0; i < 12; i++) {
            String community = random.nextBoolean() ? "1.1" : "1.2";
            String grid = community + "." + (1 + random.nextInt(2));
            Actor clerkThere = world.actor(Role.COMMUNITY_DESK, "community" + community, "desk:community" + community);
            CaseId id = report(clerkThere, "grid" + grid);
            if (random.nextBoolean()) {
                desk.accept(clerkThere, id, version(id), category(), false);
                desk.dispatch(
                        clerkThere, new DispatchCase(id, version(id), world.unit("team" + grid), Set.of(), null, null));
            }
        }
        Map<String, List<String>> before = tables();
        Deque<UUID> done = new ArrayDeque<>();
        int part = 100;
        for (int step = 0; step < 8; step++) {
            clock.advance(Duration.ofSeconds(1));
            boolean community = random.nextInt(3) == 0;
            List<UUID> live = live(community ? AreaLevel.COMMUNITY : AreaLevel.GRID);
            UUID from = live.get(random.nextInt(live.size()));
            UUID into = live.get(random.nextInt(live.size()));
            if (random.nextBoolean() && !from.equals(into)) {
                done.push(changing.merge(supervisor, new AreaId(from), version("area", from), new AreaId(into), BASIS));
            } else {
                Set<UUID> chosen = new HashSet<>();
                changing.choices(supervisor, new AreaId(from)).forEach(choice -> {
                    if (random.nextBoolean()) {
                        chosen.add(choice.id());
                    }
                });
                String code = community ? world.code("street1").substring(0, 9) + part++ : parentCode(from) + part++;
                done.push(changing.split(
                        supervisor,
                        new AreaId(from),
                        version("area", from),
                        new Part(code, "新" + step, 0, 0, 0),
                        chosen,
                        BASIS));
            }
            assertThat(orphans())
                    .as("open cases in ended places or with ended units")
                    .isZero();
        }
        assertThat(tables()).isNotEqualTo(before);
        while (!done.isEmpty()) {
            changes.undo(supervisor, done.pop());
        }

        assertThat(tables()).isEqualTo(before);
    }

    private Actor street(String number) {
        return world.actor(Role.STREET_DESK, "street" + number, "desk:street" + number);
    }

    private List<UUID> live(AreaLevel level) {
        return jdbc.sql(
                        "select id from area where district_id = ? and level = ? and valid_to is null order by code, id")
                .params(world.area("district").value(), level.name())
                .query(UUID.class)
                .list();
    }

    private String parentCode(UUID area) {
        return jdbc.sql("select p.code from area a join area p on p.id = a.parent_id where a.id = ?")
                .param(area)
                .query(String.class)
                .single();
    }
}
