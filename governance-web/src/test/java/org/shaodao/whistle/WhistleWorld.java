package org.shaodao.whistle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;
import org.shaodao.support.World;
import org.shaodao.whistle.service.FileWhistle;
import org.shaodao.whistle.service.WhistleForming;
import org.shaodao.whistle.service.WhistleSheet;
import org.shaodao.whistle.service.WhistleSheets;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A {@link World} with the people a whistle needs and a case that was accepted by the street. */
public final class WhistleWorld {

    public final World world;
    public final Actor worker;
    public final Actor community;
    public final Actor clerk;
    public final Actor secretary;
    public final Actor director;
    public final Actor member;
    public final Actor water;
    public final Actor power;
    public final Actor urban;
    public final Actor supervisor;

    private final JdbcClient jdbc;
    private final ApplicationContext beans;
    private final CategoryId category;

    public WhistleWorld(ApplicationContext beans) {
        this.beans = beans;
        this.jdbc = beans.getBean(JdbcClient.class);
        world = new World(jdbc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        community = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        clerk = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        secretary = leader(PostType.SECRETARY);
        director = leader(PostType.DIRECTOR);
        member = leader(PostType.LEADERSHIP_MEMBER);
        water = world.actor(Role.RESPONDER, "district", "water");
        power = world.actor(Role.RESPONDER, "district", "power");
        urban = world.actor(Role.RESPONDER, "street1", "urban1");
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        category = new CategoryId(
                jdbc.sql("select id from category where active and parent_id is not null order by code limit 1")
                        .query(UUID.class)
                        .single());
    }

    public CategoryId category() {
        return category;
    }

    private Actor leader(PostType type) {
        Actor made = world.actor(Role.STREET_LEADER, "street1", null);
        jdbc.sql("update post set type = ? where id in (select h.post_id from post_holding h"
                        + " join account a on a.person_id = h.person_id where a.id = ?)")
                .params(type.name(), made.account().value())
                .update();
        return made;
    }

    /** A further holder of a post of the street's leadership. */
    public void also(Actor actor, PostType type) {
        also(actor, type, "street1");
    }

    /** A further post of an area for somebody. */
    public void also(Actor actor, PostType type, String area) {
        UUID post = Ids.next();
        jdbc.sql("insert into post (id, type, area_id, required_number, version) values (?, ?, ?, 1, 0)")
                .params(post, type.name(), world.area(area).value())
                .update();
        jdbc.sql("insert into post_holding (id, post_id, person_id, held_from, version)"
                        + " select ?, ?, person_id, ?, 0 from account where id = ?")
                .params(
                        Ids.next(),
                        post,
                        LocalDate.of(2020, 1, 1),
                        actor.account().value())
                .update();
    }

    /** A case reported in the first grid and accepted by the street. */
    public CaseId accepted(String text) {
        CaseId id = acceptedBelow(text, category);
        beans.getBean(CaseDesk.class).escalate(community, id, caseVersion(community, id), "社区没有执法权,已劝离两次");
        return id;
    }

    /** A case reported in the first grid and accepted by the community, where it lies. */
    public CaseId acceptedBelow(String text, CategoryId of) {
        CaseId id = beans.getBean(CaseReporting.class)
                .report(
                        worker,
                        new ReportCase(
                                CaseId.next(),
                                CaseSource.PATROL,
                                null,
                                of,
                                null,
                                text,
                                "示例路1号",
                                false,
                                false,
                                world.area("grid1.1.1"),
                                "李某",
                                "13912345678",
                                null));
        beans.getBean(CaseDesk.class).accept(community, id, caseVersion(community, id), of, false);
        return id;
    }

    public long caseVersion(Actor actor, CaseId id) {
        return beans.getBean(CaseSheets.class).sheet(actor, id).facts().version();
    }

    public String status(CaseId id) {
        return jdbc.sql("select status from governance_case where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    public FileWhistle wish(WhistleKind kind, WhistleLevel level, CaseId... cases) {
        return wish(kind, level, cases.length == 0 ? SourceKind.PATROL : SourceKind.CASE, Set.of(cases), "water");
    }

    public FileWhistle wish(WhistleKind kind, WhistleLevel level, SourceKind source, Set<CaseId> cases, String lead) {
        List<UnitId> units = new ArrayList<>(List.of(world.unit("water"), world.unit("power"), world.unit("urban1")));
        units.remove(world.unit(lead));
        return new FileWhistle(
                WhistleId.next(),
                kind,
                level,
                source,
                source == SourceKind.CASE ? null : "三月例行巡查",
                cases,
                category,
                "老城区违章加盖、线路老化",
                "违章加盖三处,线路老化,存在火灾隐患",
                "社区两次劝导,产权人不配合",
                world.area("grid1.1.1"),
                "示例路1号",
                null,
                "社区党群服务中心",
                ArrivalMode.ON_SITE,
                world.unit(lead),
                Set.copyOf(units),
                "到场会商并按职责处置",
                Map.of(),
                List.of(),
                Set.of(),
                level == WhistleLevel.STUBBORN ? "区住建局分管领导" : null,
                null);
    }

    public WhistleId blown(CaseId... cases) {
        WhistleId id = beans.getBean(WhistleForming.class)
                .form(clerk, wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, cases));
        beans.getBean(org.shaodao.whistle.service.WhistleDeciding.class).approve(member, id, version(member, id), "同意");
        return id;
    }

    public long version(Actor actor, WhistleId id) {
        return sheet(actor, id).facts().version();
    }

    public WhistleSheet sheet(Actor actor, WhistleId id) {
        return beans.getBean(WhistleSheets.class).sheet(actor, id);
    }

    public WhistleSheet.Answer answer(WhistleId id, String unit) {
        return sheet(clerk, id).answers().stream()
                .filter(one -> one.unitId().equals(world.unit(unit)))
                .findFirst()
                .orElseThrow();
    }

    public WhistleResponseId response(WhistleId id, String unit) {
        return answer(id, unit).id();
    }

    public List<String> events(WhistleId id) {
        return sheet(clerk, id).timeline().stream()
                .map(step -> step.action().name())
                .toList();
    }
}
