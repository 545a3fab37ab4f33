package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.ReturnReason;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;

/** Open cases, and who has a part in them, follow a merge and come back when it is undone. */
@FlowTests
class CaseSuccessionTests extends StructureFlow {

    @Test
    void openCasesPeopleAndBranchesFollowAMergedGridAndClosedCasesStay() {
        PartyOrganisationId branch = branch("grid1.1.1", "第一支部");
        CaseId open = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId closed = closed(report("grid1.1.1"), "team1.1.1");
        CaseId kept = report("grid1.1.2");
        CaseId child = report("grid1.1.1");
        merging.merge(clerk, child, 0, kept, 0, null);
        Map<String, List<String>> before = tables();

        UUID change = merge("grid1.1.1", "grid1.1.2");

        UUID grid = world.area("grid1.1.2").value();
        assertThat(id("select grid_id from governance_case where id = ?", open)).isEqualTo(grid);
        assertThat(id("select holder_unit_id from governance_case where id = ?", open))
                .isEqualTo(world.unit("team1.1.2").value());
        assertThat(id("select unit_id from dispatch_order where case_id = ?", open))
                .isEqualTo(world.unit("team1.1.2").value());
        assertThat(id("select grid_id from governance_case where id = ?", closed))
                .as("closed cases stay")
                .isEqualTo(world.area("grid1.1.1").value());
        assertThat(id("select grid_id from governance_case where id = ?", child))
                .isEqualTo(grid);
        assertThat(id("select grid_id from party_organisation_grid where party_organisation_id = ?", branch))
                .isEqualTo(grid);
        Actor moved = actors.actorOf(worker.account()).orElseThrow();
        assertThat(moved.posts()).singleElement().satisfies(post -> {
            assertThat(post.areaId()).isEqualTo(world.area("grid1.1.2"));
            assertThat(post.unitId()).isEqualTo(world.unit("team1.1.2"));
        });
        assertThat(sheets.sheet(moved, open).facts().status()).isEqualTo(CaseStatus.DISPATCHED);
        assertThatThrownBy(() -> sheets.sheet(moved, closed)).isInstanceOf(NotFound.class);
        handling.sign(moved, open, version(open), "王某", "13800000000");
        merging.unmerge(clerk, child, version(child), null);
        assertThat(sheets.sheet(moved, child).facts().status()).isEqualTo(CaseStatus.REPORTED);
        merging.merge(clerk, child, version(child), kept, version(kept), null);
        assertThat(pages.get(supervisor, "/areas/" + world.area("grid1.1.1"))
                        .page()
                        .text())
                .contains("并入")
                .contains("街政发〔2026〕3号");

        changes.undo(supervisor, change);

        Map<String, List<String>> after = tables();
        after.keySet().removeIf(table -> table.equals("governance_case") || table.equals("dispatch_order"));
        before.keySet().removeIf(table -> table.equals("governance_case") || table.equals("dispatch_order"));
        assertThat(after).isEqualTo(before);
        assertThat(id("select holder_unit_id from governance_case where id = ?", open))
                .as("signed meanwhile, and back with its team")
                .isEqualTo(world.unit("team1.1.1").value());
        assertThat(sheets.sheet(actors.actorOf(worker.account()).orElseThrow(), open)
                        .facts()
                        .status())
                .isEqualTo(CaseStatus.IN_PROGRESS);
    }

    @Test
    void whatWaitsAndWhoHelpsFollowsAndEachCaseSaysSo() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        Actor member = actors.actorOf(worker.account()).orElseThrow();
        CaseId own = dispatched(report("grid1.1.1"), "team1.1.1");
        handling.sign(member, own, version(own), "王某", "13800000000");
        extensions.request(member, own, version(own), 1, "配件未到货", "到货就更换");
        jdbc.sql("insert into case_file (id, case_id, kind, name, media_type, size, original_hash, added_at, added_by,"
                        + " unit_id) values (gen_random_uuid(), ?, 'EVIDENCE', 'a', 'image/png', 1, '\\x00', ?, ?, ?)")
                .params(
                        own.value(),
                        Timestamp.from(clock.instant()),
                        member.account().value(),
                        world.unit("team1.1.1").value())
                .update();
        CaseId helped = report("grid1.1.2");
        desk.accept(clerk, helped, version(helped), category(), false);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        helped, version(helped), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(neighbour, helped, version(helped), "李某", "13800000001");
        CaseId given = dispatched(report("grid1.1.2"), "team1.1.2");
        handling.sign(neighbour, given, version(given), "李某", "13800000001");
        returns.request(
                neighbour, given, version(given), ReturnReason.NOT_OUR_AREA, world.unit("team1.1.1"), "位于一号网格界内");
        jdbc.sql(
                        "insert into building (id, grid_id, name, added_at, added_by) values (gen_random_uuid(), ?, '一号楼', ?, ?)")
                .params(
                        world.area("grid1.1.1").value(),
                        Timestamp.from(clock.instant()),
                        member.account().value())
                .update();
        Map<String, List<String>> before = tables();
        int lines = lines(own).size();

        var look =
                pages.get(supervisor, "/areas/" + world.area("grid1.1.1") + "/merge?into=" + world.area("grid1.2.1"));
        assertThat(look.page().select("dl.facts").text()).contains("未结工单 3 件", "楼栋 1 栋", "进行中的哨 0 个", "未结束的联席会议 0 次");
        UUID change = merge("grid1.1.1", "grid1.2.1");

        UUID successor = world.unit("team1.2.1").value();
        assertThat(id("select asked_unit_id from extension_request where case_id = ?", own))
                .isEqualTo(successor);
        assertThat(id("select unit_id from case_file where case_id = ?", own)).isEqualTo(successor);
        assertThat(id(
                        "select x.unit_id from dispatch_co_unit x join dispatch_order o on o.id = x.order_id where o.case_id = ?",
                        helped))
                .isEqualTo(successor);
        assertThat(id("select next_owner_id from return_request where case_id = ?", given))
                .isEqualTo(successor);
        assertThat(jdbc.sql("select count(*) from building where grid_id = ?")
                        .param(world.area("grid1.2.1").value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(lines(own)).hasSize(lines + 1).last().asString().endsWith("→ 示例grid1.2.1");
        assertThat(pages.get(supervisor, "/cases/" + own).page().text()).contains("区域合并或拆分 · 工单随之转入");
        Actor moved = actors.actorOf(worker.account()).orElseThrow();
        assertThat(sheets.sheet(moved, helped).actions()).contains(CaseAction.ACCEPT_HELP);
        assertThatThrownBy(() -> extensions.approve(clerk, own, version(own), null))
                .isInstanceOf(Forbidden.class);
        extensions.approve(nextCommunity(), own, version(own), null);
        clock.advance(Duration.ofSeconds(1));

        changes.undo(supervisor, change);

        Map<String, List<String>> after = tables();
        for (String table : List.of("dispatch_co_unit", "case_file", "building", "co_handling", "return_request")) {
            assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
        }
        assertThat(lines(own)).last().asString().endsWith("→ 示例grid1.1.1");
        assertThat(jdbc.sql("select count(*) from case_event e join governance_case c on c.id = e.case_id"
                                + " where c.id = ? and e.sequence >= c.event_count")
                        .param(own.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        extensions.request(moved(worker), own, version(own), 1, "配件仍未到货", "到货就更换");
    }

    @Test
    void aTeamThatMergesIntoTheOneItHelpsHelpsNoMore() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        CaseId helped = report("grid1.1.2");
        desk.accept(clerk, helped, version(helped), category(), false);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        helped, version(helped), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(neighbour, helped, version(helped), "李某", "13800000001");

        merge("grid1.1.1", "grid1.1.2");

        handling.resolve(neighbour, helped, version(helped), "已更换井盖", ResolutionKind.SOLVED, false);
        assertThat(sheets.sheet(clerk, helped).facts().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whatTheStreetsDeskHeldGoesToTheDeskOfTheOtherStreet() {
        Actor here = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        Actor there = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        CaseId held = report(here, "grid1.1.1");
        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(world.unit("desk:street1").value());

        UUID change = merge("community1.1", "community2.1");

        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(world.unit("desk:street2").value());
        assertThat(orphans()).isZero();
        changes.undo(supervisor, change);
        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(world.unit("desk:street1").value());
        assertThatThrownBy(() -> sheets.sheet(there, held)).isInstanceOf(NotFound.class);

        merge("community1.1", "community2.1");
        desk.accept(there, held, version(held), category(), false);
    }

    @Test
    void whatTheCommunitysDeskHeldGoesToTheDeskOfTheOtherCommunity() {
        Actor there = world.actor(Role.COMMUNITY_DESK, "community2.1", "desk:community2.1");
        CaseId held = report("grid1.1.1");
        UUID request = assistance("grid1.1.1", "协助登记");
        UUID stays = assistance("grid1.1.2", "协助宣传");
        Map<String, List<String>> before = tables();

        UUID change = merge("grid1.1.1", "grid2.1.1");

        UUID next = world.unit("desk:community2.1").value();
        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(next);
        assertThat(id("select desk_unit_id from assistance_request where id = ?", request))
                .isEqualTo(next);
        assertThat(id("select desk_unit_id from assistance_request where id = ?", stays))
                .isEqualTo(world.unit("desk:community1.1").value());
        assertThat(orphans()).isZero();
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);

        merge("grid1.1.1", "grid2.1.1");
        desk.accept(there, held, version(held), category(), false);
    }

    @Test
    void aCaseElsewhereStaysWithTheDeskOfItsOwnStreet() {
        Actor here = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        Actor there = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        CaseId elsewhere = selfHandled(here, "grid1.1.2", "team1.1.1");
        CaseId inside = selfHandled(here, "grid1.1.1", "team1.1.2");
        jdbc.sql("insert into supervision_order (id, case_id, level, state, unit_id, due_at, made_at, version)"
                        + " values (gen_random_uuid(), ?, 'L2', 'PROPOSED', ?, ?, ?, 0)")
                .params(
                        inside.value(),
                        world.unit("desk:street1").value(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant()))
                .update();
        CaseId given = dispatched(report("grid1.1.1"), "team1.1.1");
        handling.sign(moved(worker), given, version(given), "王某", "13800000000");
        returns.request(
                moved(worker), given, version(given), ReturnReason.NOT_OUR_DUTY, world.unit("desk:street1"), "属街道职责");
        Map<String, List<String>> before = tables();

        UUID change = merge("grid1.1.1", "grid2.1.1");

        UUID street = world.unit("desk:street2").value();
        assertThat(id("select holder_unit_id from governance_case where id = ?", elsewhere))
                .isEqualTo(world.unit("desk:street1").value());
        assertThat(id("select unit_id from dispatch_order where case_id = ?", elsewhere))
                .isEqualTo(world.unit("desk:street1").value());
        assertThat(helping(elsewhere)).containsExactly(world.unit("team2.1.1").value());
        assertThat(id("select street_id from governance_case where id = ?", elsewhere))
                .isEqualTo(world.area("street1").value());
        assertThat(jdbc.sql("select count(*) from case_participation where case_id = ? and unit_id = ?")
                        .params(elsewhere.value(), street)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> sheets.sheet(there, elsewhere)).isInstanceOf(NotFound.class);
        assertThat(id("select holder_unit_id from governance_case where id = ?", inside))
                .isEqualTo(street);
        assertThat(id("select unit_id from supervision_order where case_id = ?", inside))
                .isEqualTo(street);
        assertThat(id("select next_owner_id from return_request where case_id = ?", given))
                .isEqualTo(street);
        assertThat(orphans()).isZero();

        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void whatTheSuccessorAnsweredStaysWhenTheMergeIsUndone() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        Actor successor = world.actor(Role.GRID_WORKER, "grid1.2.1", "team1.2.1");
        CaseId answered = helped(neighbour);
        CaseId silent = helped(neighbour);
        UUID change = merge("grid1.1.1", "grid1.2.1");
        helpers.accept(successor, answered, version(answered));

        changes.undo(supervisor, change);

        assertThat(helping(answered)).containsExactly(world.unit("team1.2.1").value());
        assertThat(helping(silent)).containsExactly(world.unit("team1.1.1").value());
        assertThat(sheets.sheet(successor, answered).actions()).contains(CaseAction.FEED_BACK);
        assertThatThrownBy(() -> sheets.sheet(successor, silent)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        handling.resolve(neighbour, answered, version(answered), "已更换井盖", ResolutionKind.SOLVED, false))
                .as("its help is still to come")
                .isInstanceOf(RuleViolation.class);
        helpers.feedBack(successor, answered, version(answered), "已协助封路");
        handling.resolve(neighbour, answered, version(answered), "已更换井盖", ResolutionKind.SOLVED, false);
    }

    @Test
    void onlyWhatMovedIsToldToHaveMovedAndOnlyWhatCameBackToHaveComeBack() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        CaseId own = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId finished = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId child = report("grid1.1.1");
        merging.merge(clerk, child, 0, own, version(own), null);
        CaseId helped = helped(neighbour);
        CaseId answered = helped(neighbour);
        CaseId fresh = report("grid1.1.2");

        UUID change = merge("grid1.1.1", "grid1.2.1");
        Actor moved = moved(worker);
        handling.sign(moved, finished, version(finished), "王某", "13800000000");
        handling.resolve(moved, finished, version(finished), "已更换井盖", ResolutionKind.SOLVED, false);
        closing.passVerification(nextCommunity(), finished, version(finished), null);
        helpers.accept(moved, answered, version(answered));
        assertThat(told(own)).containsExactly("示例grid1.1.1 → 示例grid1.2.1");
        assertThat(told(child)).hasSize(1);
        assertThat(told(helped)).containsExactly("PART 示例grid1.1.1 → 示例grid1.2.1");
        assertThat(told(fresh)).isEmpty();
        assertThat(pages.get(neighbour, "/cases/" + helped).page().text())
                .contains("工单仍在原处")
                .doesNotContain("工单随之转入");
        clock.advance(Duration.ofSeconds(1));

        changes.undo(supervisor, change);

        assertThat(told(own)).hasSize(2).last().isEqualTo("示例grid1.2.1 → 示例grid1.1.1");
        assertThat(told(child)).hasSize(2);
        assertThat(told(helped)).hasSize(2).last().isEqualTo("PART 示例grid1.2.1 → 示例grid1.1.1");
        assertThat(told(answered)).as("nothing came back").hasSize(1);
        assertThat(told(finished)).as("closed meanwhile").hasSize(1);
        assertThat(told(fresh)).isEmpty();
    }

    private Actor nextCommunity() {
        return world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
    }

    private Actor moved(Actor actor) {
        return actors.actorOf(actor.account()).orElseThrow();
    }

    private List<String> lines(CaseId id) {
        return jdbc.sql(
                        "select action || ' ' || coalesce(text, '') from case_event where case_id = ? order by sequence")
                .param(id.value())
                .query(String.class)
                .list();
    }

    /** A case of the grid beside, with the help of team1.1.1. */
    private CaseId helped(Actor neighbour) {
        CaseId id = report("grid1.1.2");
        desk.accept(clerk, id, version(id), category(), false);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        id, version(id), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(neighbour, id, version(id), "李某", "13800000001");
        return id;
    }

    private List<UUID> helping(CaseId id) {
        return jdbc.sql("select x.unit_id from dispatch_co_unit x join dispatch_order o on o.id = x.order_id"
                        + " where o.case_id = ?")
                .param(id.value())
                .query(UUID.class)
                .list();
    }

    private List<String> told(CaseId id) {
        return jdbc.sql("select concat_ws(' ', facts, text) from case_event where case_id = ?"
                        + " and action = 'FOLLOW_AREA' order by sequence")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private CaseId closed(CaseId id, String team) {
        dispatched(id, team);
        Actor member = actors.actorOf(worker.account()).orElseThrow();
        handling.sign(member, id, version(id), "王某", "13800000000");
        handling.resolve(member, id, version(id), "已更换井盖", ResolutionKind.SOLVED, false);
        closing.passVerification(clerk, id, version(id), null);
        return id;
    }
}
