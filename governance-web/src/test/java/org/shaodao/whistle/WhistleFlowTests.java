package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.whistle.service.FileWhistle;
import org.shaodao.whistle.service.WhistleAnswering;
import org.shaodao.whistle.service.WhistleCases;
import org.shaodao.whistle.service.WhistleClocks;
import org.shaodao.whistle.service.WhistleDeciding;
import org.shaodao.whistle.service.WhistleDesk;
import org.shaodao.whistle.service.WhistleForming;
import org.shaodao.whistle.service.WhistleQueue;
import org.shaodao.whistle.service.WhistleSweep;
import org.shaodao.whistle.service.WhistleView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whistles through the services on a real database: rights by level, effects on cases, the facts that time makes. */
@FlowTests
class WhistleFlowTests {

    @Autowired
    ApplicationContext beans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    WhistleForming forming;

    @Autowired
    WhistleDeciding deciding;

    @Autowired
    WhistleAnswering answering;

    @Autowired
    WhistleDesk desk;

    @Autowired
    WhistleQueue queue;

    @Autowired
    WhistleSweep sweep;

    @Autowired
    WhistleCases effects;

    @Autowired
    WhistleClocks clocks;

    @Autowired
    CaseHandling handling;

    WhistleWorld w;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        w = new WhistleWorld(beans);
    }

    /** From a community's proposal to closed cases, with an enterprise, an objection, an absence, a plan and an appeal. */
    @Test
    void walksFromProposalToClosedCases() {
        CaseId first = w.accepted("违章加盖堵塞消防通道");
        CaseId second = w.accepted("楼道电线老化冒火花");
        WhistleId id = forming.propose(w.community, w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, first));
        assertThat(w.sheet(w.community, id).facts().state()).isEqualTo(WhistleState.DRAFT);
        assertThatThrownBy(() -> w.sheet(w.water, id)).isInstanceOf(NotFound.class);

        FileWhistle wish = w.wish(
                WhistleKind.PUBLIC_CONCERN, WhistleLevel.TACKLING, SourceKind.CASE, Set.of(first, second), "water");
        forming.adopt(w.clerk, w.version(w.clerk, id), with(wish, id));
        deciding.approve(w.director, id, w.version(w.director, id), "同意");
        assertThat(w.sheet(w.water, id).facts().state()).isEqualTo(WhistleState.BLOWN);
        assertThat(w.status(first)).isEqualTo("IN_PROGRESS");
        Instant due = w.sheet(w.clerk, id).facts().dueAt();
        assertThat(due(first)).isEqualTo(due).isEqualTo(due(second));

        WhistleResponseId water = w.response(id, "water");
        WhistleResponseId power = w.response(id, "power");
        WhistleResponseId urban = w.response(id, "urban1");
        answering.sign(w.water, id, water, w.version(w.water, id), "王某", "0935-8200001");
        answering.object(w.urban, id, urban, w.version(w.urban, id), "不属城管职责", "区住建局", "三定规定");
        clock.advance(Duration.ofHours(2));
        assertThat(sweep.sweep()).isGreaterThanOrEqualTo(2);
        assertThat(w.answer(id, "power").unsignedAt()).isNotNull();
        assertThatThrownBy(() -> desk.decideObjection(w.member, id, urban, w.version(w.member, id), false, "应到场", null))
                .isInstanceOf(Forbidden.class);
        desk.decideObjection(w.supervisor, id, urban, w.version(w.supervisor, id), false, "应到场", null);
        answering.reportIn(w.water, id, water, w.version(w.water, id), null, "王某", ArrivalMode.ON_SITE);
        desk.confirmArrival(w.clerk, id, water, w.version(w.clerk, id));
        answering.recordHandling(w.water, id, w.version(w.water, id), "水务、城管、社区", "三处违建属实");
        answering.plan(
                w.water,
                id,
                w.version(w.water, id),
                w.world.unit("power"),
                "更换老旧线路",
                clock.instant().plus(Duration.ofDays(10)));
        clock.advance(Duration.ofDays(8));
        sweep.sweep();
        assertThat(w.answer(id, "urban1").absentAt()).isNotNull();
        assertThat(w.answer(id, "water").absentAt()).isNull();
        answering.reportIn(w.urban, id, urban, w.version(w.urban, id), null, "李某", ArrivalMode.ON_SITE);
        answering.feedBack(w.urban, id, urban, w.version(w.urban, id), FeedbackResult.DONE, "已拆除三处", null);
        answering.feedBack(w.power, id, power, w.version(w.power, id), FeedbackResult.DONE, "线路已更换", null);
        answering.feedBack(w.water, id, water, w.version(w.water, id), FeedbackResult.DONE, "已全部完成", null);
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.AWAITING_EVALUATION);

        desk.acceptFeedback(w.clerk, id, water, w.version(w.clerk, id), null);
        desk.grade(w.clerk, id, water, w.version(w.clerk, id), new Marks(9, 9, 9), null);
        desk.grade(w.clerk, id, power, w.version(w.clerk, id), new Marks(6, 8, 9), null);
        desk.grade(w.clerk, id, urban, w.version(w.clerk, id), new Marks(3, 5, 8), "逾期八天才到场");
        assertThatThrownBy(() -> deciding.countersign(w.clerk, id, w.version(w.clerk, id)))
                .isInstanceOf(Forbidden.class);
        deciding.countersign(w.member, id, w.version(w.member, id));
        answering.appeal(w.urban, id, urban, w.version(w.urban, id), "异议裁定前等待答复");
        deciding.close(w.member, id, w.version(w.member, id), "违建拆除,线路更换");
        deciding.decideAppeal(w.supervisor, id, urban, w.version(w.supervisor, id), true, "裁定超时,不计入");

        effects.resolve(id, first);
        effects.resolve(id, first);
        effects.resolve(id, second);
        assertThat(w.status(first)).isEqualTo("RESOLVED");
        assertThat(w.status(second)).isEqualTo("RESOLVED");
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.CLOSED);
        assertThat(w.sheet(w.clerk, id).cases()).allMatch(linked -> Boolean.TRUE.equals(linked.resolved()));
        assertThat(w.answer(id, "urban1").appealUpheld()).isTrue();
        assertThat(w.events(id)).containsSubsequence("PROPOSE", "ADOPT", "APPROVE", "BLOW", "CLOSE", "DECIDE_APPEAL");
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ?")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(w.events(id).size());
    }

    // who approves

    @Test
    void theLevelDecidesWhoApproves() {
        WhistleId routine = forming.form(w.clerk, w.wish(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE));
        deciding.approve(w.member, routine, w.version(w.member, routine), null);

        WhistleId tackling = forming.form(w.clerk, w.wish(WhistleKind.KEY_WORK, WhistleLevel.TACKLING));
        refusedFor(w.member, tackling);
        deciding.approve(w.director, tackling, w.version(w.director, tackling), null);

        WhistleId stubborn = forming.form(w.clerk, w.wish(WhistleKind.KEY_WORK, WhistleLevel.STUBBORN));
        refusedFor(w.member, stubborn);
        refusedFor(w.director, stubborn);
        refusedFor(w.supervisor, stubborn);
        deciding.approve(w.secretary, stubborn, w.version(w.secretary, stubborn), null);
        deciding.coordinate(w.supervisor, stubborn, w.version(w.supervisor, stubborn), "由区住建局牵头会商");
        refusedFor(w.clerk, forming.form(w.clerk, w.wish(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE)));
    }

    @Test
    void theSecretarysOwnStubbornWhistleIsApprovedByTheDistrict() {
        WhistleId id = forming.form(w.secretary, w.wish(WhistleKind.KEY_WORK, WhistleLevel.STUBBORN));
        assertThatThrownBy(() -> deciding.approve(w.secretary, id, w.version(w.secretary, id), null))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("whistle.applicant-approves");
        refusedFor(w.director, id);
        deciding.approve(w.supervisor, id, w.version(w.supervisor, id), null);
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.BLOWN);
    }

    @Test
    void anEmergencyIsBlownAtOnceAndARefusalRecallsIt() {
        CaseId kase = w.accepted("燃气管道泄漏有异味");
        WhistleId id = forming.form(w.clerk, w.wish(WhistleKind.EMERGENCY, WhistleLevel.ROUTINE, kase));
        assertThat(w.status(kase)).isEqualTo("IN_PROGRESS");
        assertThat(w.answer(id, "power").signDueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
        clock.advance(Duration.ofMinutes(16));
        sweep.sweep();
        assertThat(w.answer(id, "power").unsignedAt()).isNotNull();

        deciding.refuse(w.member, id, w.version(w.member, id), "已由社区处置");

        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.RECALLED);
    }

    // cases

    @Test
    void onlyAcceptedAndRunningCasesAreLinkedAndWhatMovedOnIsListed() {
        CaseId reported = beans.getBean(org.shaodao.casework.service.CaseReporting.class)
                .report(w.worker, TestCases.matter(w.world.area("grid1.1.1"), "路口井盖破损有响声"));
        assertThatThrownBy(
                        () -> forming.form(w.clerk, w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, reported)))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("whistle.case-not-open");

        CaseId kase = w.accepted("占道经营堵塞通道");
        WhistleId id = forming.form(w.clerk, w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, kase));
        beans.getBean(org.shaodao.casework.service.CaseDesk.class)
                .handleSelf(w.clerk, kase, w.caseVersion(w.clerk, kase), null, null);
        handling.resolve(w.clerk, kase, w.caseVersion(w.clerk, kase), "已当场劝离", ResolutionKind.SOLVED, true);
        deciding.approve(w.member, id, w.version(w.member, id), null);

        assertThat(w.sheet(w.clerk, id).cases().get(0).extended()).isFalse();
        assertThat(w.sheet(w.clerk, id).cases().get(0).extendReason()).isEqualTo("RESOLVED");
        assertThat(w.status(kase)).isEqualTo("RESOLVED");
    }

    @Test
    void aMatterTheCommunityMayNotLeadIsTakenOnByTheStreet() {
        CaseId kase = w.acceptedBelow("电缆下垂离地不到两米", neverLedByACommunity());
        WhistleId id = forming.form(w.clerk, w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, kase));
        deciding.approve(w.member, id, w.version(w.member, id), null);

        assertThat(w.sheet(w.clerk, id).cases().get(0).extended()).isTrue();
        assertThat(w.status(kase)).isEqualTo("IN_PROGRESS");
        assertThat(beans.getBean(CaseSheets.class).sheet(w.clerk, kase).facts().level())
                .isEqualTo(AreaLevel.STREET);
    }

    @Test
    void aMatterWithdrawnFromTheStreetIsListedAndTheWhistleBlown() {
        CategoryId matter = neverLedByACommunity();
        CaseId kase = w.acceptedBelow("电缆下垂离地不到两米", matter);
        WhistleId id = forming.form(w.clerk, w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, kase));
        withdraw(matter);
        try {
            deciding.approve(w.member, id, w.version(w.member, id), null);

            assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.BLOWN);
            assertThat(w.sheet(w.clerk, id).cases().get(0).extendReason()).isEqualTo("ACCEPTED");
            assertThat(w.status(kase)).isEqualTo("ACCEPTED");
        } finally {
            jdbc.sql("delete from catalogue_entry where category_id = ?")
                    .param(matter.value())
                    .update();
        }
    }

    @Test
    void aSecondWhistleExtendsACaseOnceMoreButNeverShortensIt() {
        CaseId kase = w.accepted("违章搭建反复出现");
        WhistleId first = forming.form(w.clerk, w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.TACKLING, kase));
        deciding.approve(w.director, first, w.version(w.director, first), null);
        Instant due = due(kase);
        w.blown(kase);
        assertThat(due(kase)).isEqualTo(due);
        assertThat(beans.getBean(CaseSheets.class).sheet(w.clerk, kase).timeline())
                .filteredOn(step -> step.action().name().equals("EXTEND"))
                .hasSize(2);
    }

    /** One of the five classes that has no line of its own. */
    private CategoryId neverLedByACommunity() {
        return new CategoryId(jdbc.sql("select c.id from category c where c.community_never_leads and c.active"
                        + " and c.parent_id is not null"
                        + " and not exists (select 1 from catalogue_entry e where e.category_id = c.id)"
                        + " order by c.code limit 1")
                .query(UUID.class)
                .single());
    }

    private void withdraw(CategoryId matter) {
        beans.getBean(CatalogueEditing.class)
                .addEntry(
                        matter,
                        AreaLevel.STREET,
                        null,
                        new EntryDetails(
                                UnitKind.BRANCH_AGENCY,
                                Speciality.URBAN_MANAGEMENT,
                                List.of(),
                                null,
                                null,
                                MatterList.WITHDRAWN,
                                null,
                                null,
                                Admission.STANDING,
                                null),
                        w.supervisor);
    }

    // clients, scope, versions

    @Test
    void theSameFormTwiceIsOneWhistleAndAnotherOnesIdIsAConflict() {
        FileWhistle wish = w.wish(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE);
        assertThat(forming.form(w.clerk, wish)).isEqualTo(forming.form(w.clerk, wish));
        assertThatThrownBy(() -> forming.form(w.member, wish)).isInstanceOf(Conflict.class);
    }

    @Test
    void aStaleVersionIsAConflictBeforeAnyRule() {
        WhistleId id = w.blown();
        assertThatThrownBy(() -> deciding.approve(w.member, id, 0, null)).isInstanceOf(Conflict.class);
    }

    @Test
    void everySimilarOpenWhistleIsShownFirst() {
        WhistleId id = w.blown();
        assertThat(forming.draft(w.clerk, w.world.area("street1"), Set.of(), w.category(), w.world.area("community1.1"))
                        .similar())
                .extracting("id")
                .contains(id);
        assertThat(forming.draft(w.clerk, w.world.area("street1"), Set.of(), w.category(), w.world.area("community1.2"))
                        .similar())
                .isEmpty();
    }

    @Test
    void unitsBeyondTheStreetsReachAndDesksAreNotCalled() {
        FileWhistle wish = w.wish(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE);
        for (UnitId unit : Set.of(w.world.unit("urban2"), w.world.unit("desk:street1"), UnitId.next())) {
            assertThatThrownBy(() -> forming.form(w.clerk, co(wish, unit)))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessage("whistle.unit-out-of-reach");
        }
    }

    @Test
    void aWhistleAcrossStreetsIsReadByTheOtherStreetWhoseUnitsMayBeCalled() {
        FileWhistle base = w.wish(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE);
        FileWhistle wish = across(base, w.world.unit("desk:street2"), w.world.unit("urban2"));
        WhistleId id = forming.form(w.clerk, wish);
        Actor other = w.world.actor(Role.STREET_DESK, "street2", "desk:street2");
        assertThat(w.sheet(other, id).coStreets()).hasSize(1);
        assertThatThrownBy(() -> deciding.recall(other, id, w.version(other, id), "撤回"))
                .isInstanceOf(Forbidden.class);
    }

    /** Nobody reaches a whistle of another street, whatever the step; insiders without the right are refused. */
    @Test
    void outsidersFindNothingAndInsidersOnlyDoTheirPart() {
        WhistleId id = w.blown();
        WhistleResponseId water = w.response(id, "water");
        Actor otherStreet = w.world.actor(Role.STREET_DESK, "street2", "desk:street2");
        Actor otherUnit = w.world.actor(Role.RESPONDER, "street2", "urban2");
        for (Actor stranger : Set.of(otherStreet, otherUnit, w.world.actor(Role.STREET_LEADER, "street2", null))) {
            assertThatThrownBy(() -> w.sheet(stranger, id)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> answering.sign(stranger, id, water, 0, "x", "0935-8200001"))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> deciding.recall(stranger, id, 0, "撤回")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.grade(stranger, id, water, 0, new Marks(1, 1, 1), "x1"))
                    .isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> answering.sign(w.power, id, water, w.version(w.power, id), "x", "0935-8200001"))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> answering.sign(w.clerk, id, water, w.version(w.clerk, id), "x", "0935-8200001"))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> answering.plan(
                        w.power,
                        id,
                        w.version(w.power, id),
                        w.world.unit("water"),
                        "替别人定任务",
                        clock.instant().plusSeconds(9999)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> answering.sign(
                        w.water, id, WhistleResponseId.next(), w.version(w.water, id), "x", "0935-8200001"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void theHubCountsAndListsTheSameForEverybody() {
        WhistleId id = w.blown();
        long before = queue.changeOf(w.urban);
        for (Actor actor : Set.of(w.clerk, w.water, w.urban, w.supervisor)) {
            AreaScope scope = queue.scopeOf(actor);
            queue.counts(scope)
                    .forEach((view, count) -> assertThat(
                                    queue.list(actor, scope, view, null).rows())
                            .as(view.name())
                            .hasSize(count.intValue()));
            assertThat(queue.list(actor, scope, WhistleView.RUNNING, null).rows())
                    .extracting(row -> row.head().id())
                    .contains(id);
        }
        assertThat(queue.waiting(w.urban)).isEqualTo(1);
        answering.sign(w.urban, id, w.response(id, "urban1"), w.version(w.urban, id), "李某", "0935-8200001");
        assertThat(queue.waiting(w.urban)).isZero();
        assertThat(queue.changeOf(w.urban)).isGreaterThan(before);
    }

    @Test
    void theDistrictChangesLimitsAndOnlyNewWhistlesTakeThem() {
        WhistleId old = w.blown();
        Instant due = w.answer(old, "water").signDueAt();
        try {
            assertThatThrownBy(() -> clocks.change(
                            w.clerk,
                            WhistleLimits.Profile.ROUTINE,
                            WhistleClock.SIGN,
                            org.shaodao.deadline.Limit.workingMinutes(120)))
                    .isInstanceOf(Forbidden.class);
            clocks.change(
                    w.supervisor,
                    WhistleLimits.Profile.ROUTINE,
                    WhistleClock.SIGN,
                    org.shaodao.deadline.Limit.workingMinutes(120));
            assertThat(w.answer(old, "water").signDueAt()).isEqualTo(due);
            assertThat(w.answer(w.blown(), "water").signDueAt()).isEqualTo(due.plus(Duration.ofHours(1)));
        } finally {
            clocks.change(
                    w.supervisor,
                    WhistleLimits.Profile.ROUTINE,
                    WhistleClock.SIGN,
                    org.shaodao.deadline.Limit.workingMinutes(60));
        }
    }

    @Test
    void aClosedWhistleIsBlownAgainAndTheChainIsShown() {
        WhistleId id = w.blown();
        FileWhistle again = again(w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE), id);
        assertThatThrownBy(() -> forming.form(w.clerk, again))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("whistle.again-not-closed");
        for (String unit : Set.of("water", "power", "urban1")) {
            Actor officer = unit.equals("water") ? w.water : unit.equals("power") ? w.power : w.urban;
            answering.feedBack(
                    officer, id, w.response(id, unit), w.version(officer, id), FeedbackResult.DONE, "已经处置完毕", null);
        }
        for (String unit : Set.of("water", "power", "urban1")) {
            desk.grade(w.clerk, id, w.response(id, unit), w.version(w.clerk, id), new Marks(9, 9, 9), null);
        }
        deciding.countersign(w.member, id, w.version(w.member, id));
        deciding.close(w.member, id, w.version(w.member, id), "已经处置完毕");
        WhistleId next = forming.form(w.clerk, again);
        assertThat(w.sheet(w.clerk, next).chain()).extracting("id").containsExactly(id, next);
        assertThat(w.sheet(w.clerk, id).chain()).extracting("id").containsExactly(id, next);
    }

    private void refusedFor(Actor actor, WhistleId id) {
        assertThatThrownBy(() -> deciding.approve(actor, id, w.version(actor, id), null))
                .isInstanceOf(Forbidden.class);
    }

    private Instant due(CaseId id) {
        return beans.getBean(CaseSheets.class).sheet(w.clerk, id).facts().dueAt();
    }

    private static FileWhistle with(FileWhistle f, WhistleId id) {
        return copy(f, id, f.coUnits(), f.coStreets(), f.again());
    }

    private static FileWhistle again(FileWhistle f, WhistleId before) {
        return copy(f, f.id(), f.coUnits(), f.coStreets(), before);
    }

    private static FileWhistle co(FileWhistle f, UnitId unit) {
        return copy(f, WhistleId.next(), Set.of(unit), f.coStreets(), f.again());
    }

    private static FileWhistle across(FileWhistle f, UnitId street, UnitId unit) {
        return copy(f, f.id(), Set.of(unit), Set.of(street), f.again());
    }

    private static FileWhistle copy(
            FileWhistle f, WhistleId id, Set<UnitId> coUnits, Set<UnitId> coStreets, WhistleId again) {
        return new FileWhistle(
                id,
                f.kind(),
                f.level(),
                f.source(),
                f.sourceNote(),
                f.cases(),
                f.category(),
                f.title(),
                f.problem(),
                f.tried(),
                f.place(),
                f.address(),
                f.reportInAt(),
                f.reportInPlace(),
                f.reportInMode(),
                f.lead(),
                coUnits,
                f.task(),
                Map.of(),
                f.plan(),
                coStreets,
                f.coordinator(),
                again);
    }
}
