package org.shaodao.whistle;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Doer;
import org.shaodao.casework.Placement;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/** Calls in every state, the limits of whistle lifecycle 7.3, and people who act. */
final class WhistleFixtures {

    static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");
    static final UnitId STREET = UnitId.next();
    static final UnitId HOUSING = UnitId.next();
    static final UnitId WORKS = UnitId.next();
    static final UnitId POWER = UnitId.next();
    static final Doer CLERK = new Doer(AccountId.next(), Role.STREET_DESK, STREET);
    static final Doer LEADER = new Doer(AccountId.next(), Role.STREET_LEADER, STREET);
    static final Doer OFFICER = new Doer(AccountId.next(), Role.RESPONDER, HOUSING);
    static final Doer SUPERVISOR = new Doer(AccountId.next(), Role.DISTRICT_SUPERVISOR, null);
    static final WhistleLimits LIMITS = new WhistleLimits(limits(), WorkingCalendar.withoutData());

    static Moment by(Doer doer) {
        return by(doer, MONDAY);
    }

    static Moment by(Doer doer, Instant at) {
        return new Moment(doer, at, LIMITS);
    }

    static Moment after(Doer doer, Duration time) {
        return by(doer, MONDAY.plus(time));
    }

    static Summons lead(UnitId unit) {
        return new Summons(unit, UnitKind.DEPARTMENT, ResponderRole.LEAD, "牵头拆除违建", null);
    }

    static Summons co(UnitId unit) {
        return new Summons(unit, UnitKind.ENTERPRISE, ResponderRole.CO, "配合改造线路", null);
    }

    static WhistleContent content(WhistleKind kind, WhistleLevel level, Summons... summons) {
        return content(kind, level, SourceKind.CASE, null, Set.of(CaseId.next()), List.of(summons), "区住建局示例");
    }

    static WhistleContent content(
            WhistleKind kind,
            WhistleLevel level,
            SourceKind source,
            String note,
            Set<CaseId> cases,
            List<Summons> summons,
            String coordinator) {
        return new WhistleContent(
                kind,
                level,
                source,
                note,
                cases,
                null,
                "老城区违章加盖",
                "违章加盖、线路老化,存在火灾隐患",
                "社区两次劝导未果",
                new Placement(AreaId.next(), AreaId.next(), null, null),
                "示例路1号",
                null,
                null,
                ArrivalMode.ON_SITE,
                summons,
                List.of(),
                Set.of(),
                coordinator);
    }

    static WhistleCall proposed() {
        return WhistleCall.propose(
                WhistleId.next(),
                "W1",
                content(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE),
                STREET,
                UnitId.next(),
                by(CLERK));
    }

    static WhistleCall pending(WhistleLevel level) {
        return form(content(WhistleKind.PUBLIC_CONCERN, level, lead(HOUSING), co(WORKS), co(POWER)));
    }

    static WhistleCall form(WhistleContent content) {
        return WhistleCall.form(WhistleId.next(), "W1", content, STREET, null, false, by(CLERK));
    }

    static WhistleCall blown() {
        return blown(WhistleLevel.ROUTINE);
    }

    static WhistleCall blown(WhistleLevel level) {
        WhistleCall call = pending(level);
        call.approve(null, by(LEADER));
        return call;
    }

    static WhistleCall emergency() {
        return form(content(WhistleKind.EMERGENCY, WhistleLevel.ROUTINE, lead(HOUSING), co(POWER)));
    }

    static WhistleCall handling() {
        WhistleCall call = blown();
        call.sign(of(call, HOUSING), "王某", "0000-1", by(OFFICER));
        return call;
    }

    static WhistleCall answered() {
        WhistleCall call = handling();
        for (WhistleResponse response : call.called()) {
            call.feedBack(response.getId(), FeedbackResult.DONE, "已拆除", null, by(OFFICER));
        }
        return call;
    }

    static WhistleCall marked(int result) {
        WhistleCall call = answered();
        for (WhistleResponse response : call.called()) {
            call.grade(response.getId(), new Marks(9, 8, result), result < Marks.LOW ? "迟迟不到场" : null, by(CLERK));
        }
        call.countersign(by(LEADER));
        return call;
    }

    static WhistleCall closed() {
        WhistleCall call = marked(9);
        call.close("隐患消除", by(LEADER));
        return call;
    }

    static WhistleCall in(WhistleState state) {
        WhistleCall call = switch (state) {
            case DRAFT -> proposed();
            case PENDING_APPROVAL -> pending(WhistleLevel.ROUTINE);
            case BLOWN -> blown();
            case HANDLING -> handling();
            case AWAITING_EVALUATION -> answered();
            case CLOSED -> closed();
            case REFUSED -> pending(WhistleLevel.ROUTINE);
            case RECALLED -> blown();
        };
        if (state == WhistleState.REFUSED) {
            call.refuse("街道可自行解决", by(LEADER));
        } else if (state == WhistleState.RECALLED) {
            call.recall("已自行解决", by(LEADER));
        }
        return call;
    }

    static WhistleResponseId of(WhistleCall call, UnitId unit) {
        return call.responses().stream()
                .filter(response -> response.isOf(unit))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    static WhistleResponse response(WhistleCall call, UnitId unit) {
        return call.response(of(call, unit));
    }

    private static Map<WhistleLimits.Profile, Map<WhistleClock, Limit>> limits() {
        Map<WhistleLimits.Profile, Map<WhistleClock, Limit>> all = new EnumMap<>(WhistleLimits.Profile.class);
        all.put(WhistleLimits.Profile.ROUTINE, level(3, 5));
        all.put(WhistleLimits.Profile.TACKLING, level(5, 10));
        all.put(WhistleLimits.Profile.STUBBORN, level(5, 20));
        all.put(
                WhistleLimits.Profile.EMERGENCY,
                Map.of(
                        WhistleClock.APPROVE, Limit.naturalMinutes(24 * 60),
                        WhistleClock.SIGN, Limit.naturalMinutes(15),
                        WhistleClock.REPORT_IN, Limit.naturalMinutes(60)));
        return all;
    }

    private static Map<WhistleClock, Limit> level(int reportIn, int feedback) {
        Map<WhistleClock, Limit> limits = new EnumMap<>(WhistleClock.class);
        limits.put(WhistleClock.APPROVE, Limit.workingMinutes(240));
        limits.put(WhistleClock.SIGN, Limit.workingMinutes(60));
        limits.put(WhistleClock.CONTACT, Limit.naturalMinutes(24 * 60));
        limits.put(WhistleClock.ADJUDICATE, Limit.workingMinutes(240));
        limits.put(WhistleClock.REPORT_IN, Limit.workingDays(reportIn));
        limits.put(WhistleClock.DISPUTE, Limit.workingDays(1));
        limits.put(WhistleClock.FEEDBACK, Limit.workingDays(feedback));
        limits.put(WhistleClock.ACCEPT, Limit.workingDays(2));
        limits.put(WhistleClock.EVALUATE, Limit.workingDays(5));
        limits.put(WhistleClock.APPEAL, Limit.workingDays(5));
        return limits;
    }

    private WhistleFixtures() {}
}
