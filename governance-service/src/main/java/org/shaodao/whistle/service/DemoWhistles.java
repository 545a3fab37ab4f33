package org.shaodao.whistle.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Actors;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.SourceKind;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleKind;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleResponseId;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** A few invented whistles of the demonstration district, made by its accounts through the same verbs as anybody's. */
@Service
@RequiredArgsConstructor
public class DemoWhistles {

    private final Actors actors;
    private final CaseReporting reporting;
    private final CaseDesk desk;
    private final CaseSheets sheets;
    private final Categories categories;
    private final WhistleForming forming;
    private final WhistleDeciding deciding;
    private final WhistleAnswering answering;
    private final WhistleSheets whistles;
    private final JdbcClient jdbc;

    /** Makes them unless there is a whistle already or the demonstration accounts are missing; answers how many. */
    public int load() {
        Optional<Actor> worker = actor("worker1");
        Optional<Actor> community = actor("community1");
        Optional<Actor> street = actor("street1");
        Optional<Actor> leader = actor("leader1");
        Optional<Actor> urban = actor("urban1");
        Optional<Actor> power = actor("power1");
        boolean there = jdbc.sql("select exists (select 1 from whistle_call)")
                .query(Boolean.class)
                .single();
        if (there
                || worker.isEmpty()
                || community.isEmpty()
                || street.isEmpty()
                || leader.isEmpty()
                || urban.isEmpty()
                || power.isEmpty()) {
            return 0;
        }
        AreaId grid = area(worker.get(), AreaLevel.GRID);
        UnitId lead = unit(urban.get());
        UnitId electricity = unit(power.get());
        CaseId illegal = accepted(worker.get(), community.get(), grid, "三号楼住户在公共绿地违章加盖，堵塞消防通道");
        CaseId wires = accepted(worker.get(), community.get(), grid, "老旧小区楼道电线老化，雨天冒火花");
        WhistleId tackling = forming.form(
                street.get(),
                wish(
                        WhistleKind.JOINT_ENFORCEMENT,
                        WhistleLevel.TACKLING,
                        Set.of(illegal, wires),
                        "老城区违章加盖、线路老化",
                        "违章加盖三处，线路老化，存在火灾隐患",
                        grid,
                        lead,
                        Set.of(electricity)));
        deciding.approve(leader.get(), tackling, WhistleAccess.JUST_READ, "同意，请按时到场");
        WhistleResponseId answer = response(urban.get(), tackling, lead);
        answering.sign(urban.get(), tackling, answer, WhistleAccess.JUST_READ, "王示例", "0935-8200001");
        answering.reportIn(urban.get(), tackling, answer, WhistleAccess.JUST_READ, null, "王示例", ArrivalMode.ON_SITE);
        answering.recordHandling(urban.get(), tackling, WhistleAccess.JUST_READ, "城管、供电、社区", "三处违建属实，线路需整体更换");
        forming.form(
                street.get(),
                wish(
                        WhistleKind.PUBLIC_CONCERN,
                        WhistleLevel.ROUTINE,
                        Set.of(),
                        "早市占道经营反复",
                        "早市摊贩占用人行道，学生上学绕行机动车道",
                        grid,
                        lead,
                        Set.of()));
        forming.propose(
                community.get(),
                wish(
                        WhistleKind.PUBLIC_CONCERN,
                        WhistleLevel.ROUTINE,
                        Set.of(),
                        "电杆占用消防通道",
                        "一根电杆立在社区办公用房和消防通道正中",
                        grid,
                        electricity,
                        Set.of()));
        return 3;
    }

    private CaseId accepted(Actor worker, Actor community, AreaId grid, String text) {
        CategoryId category = categories
                .suggest(text)
                .map(CategoryRef::id)
                .orElseGet(() -> categories.selectable().get(0).id());
        CaseId id = reporting.report(
                worker,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PATROL,
                        null,
                        category,
                        null,
                        text,
                        "示例路",
                        false,
                        false,
                        grid,
                        null,
                        null,
                        null));
        desk.accept(community, id, version(community, id), category, false);
        desk.escalate(community, id, version(community, id), "社区两次劝导未果，没有执法权");
        return id;
    }

    private static FileWhistle wish(
            WhistleKind kind,
            WhistleLevel level,
            Set<CaseId> cases,
            String title,
            String problem,
            AreaId place,
            UnitId lead,
            Set<UnitId> co) {
        return new FileWhistle(
                WhistleId.next(),
                kind,
                level,
                cases.isEmpty() ? SourceKind.PATROL : SourceKind.CASE,
                cases.isEmpty() ? "网格例行巡查" : null,
                cases,
                null,
                title,
                problem,
                "社区两次上门劝导，街道约谈一次，未能解决",
                place,
                "示例路",
                null,
                "社区党群服务中心",
                ArrivalMode.ON_SITE,
                lead,
                co,
                "到场会商，按职责处置",
                Map.of(),
                List.of(),
                Set.of(),
                null,
                null);
    }

    private WhistleResponseId response(Actor actor, WhistleId id, UnitId unit) {
        return whistles.sheet(actor, id).answers().stream()
                .filter(one -> one.unitId().equals(unit))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private long version(Actor actor, CaseId id) {
        return sheets.sheet(actor, id).facts().version();
    }

    private Optional<Actor> actor(String login) {
        return jdbc.sql("select id from account where login = ?")
                .param(login)
                .query(UUID.class)
                .optional()
                .flatMap(id -> actors.actorOf(new AccountId(id)));
    }

    private static AreaId area(Actor actor, AreaLevel level) {
        List<@Nullable AreaId> areas = actor.posts().stream()
                .filter(post -> post.level() == level)
                .map(PostGrant::areaId)
                .toList();
        AreaId first = areas.get(0);
        if (first == null) {
            throw new IllegalStateException("no area");
        }
        return first;
    }

    private static UnitId unit(Actor actor) {
        return actor.units().iterator().next();
    }

    /** Makes them at the first start with the demo profile, after the district. */
    @Component
    @Profile("demo & !command")
    @Order(20)
    @RequiredArgsConstructor
    @Slf4j
    static class Start implements ApplicationRunner {

        private final DemoWhistles whistles;

        @Override
        public void run(ApplicationArguments arguments) {
            try {
                int made = whistles.load();
                if (made > 0) {
                    log.info("Made {} demonstration whistles", made);
                }
            } catch (RuleViolation changed) {
                // whoever changed the demonstration's catalogue or people keeps the platform all the same
                log.warn("No demonstration whistles: {}", changed.key());
            }
        }
    }
}
