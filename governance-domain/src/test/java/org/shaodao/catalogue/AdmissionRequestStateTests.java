package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Notice;
import org.shaodao.shared.RuleViolation;

/** Every state of an admission request against every verb (feature A8.1). */
class AdmissionRequestStateTests {

    private static final Instant MARCH = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant LAST_DAY = Instant.parse("2026-06-30T15:59:59Z");
    private static final Instant AFTER = Instant.parse("2026-06-30T16:00:00Z");
    private static final UnitId UNIT = UnitId.next();
    private static final UnitId DESK = UnitId.next();
    private static final AdmissionNotices NOTICES = new AdmissionNotices("示例事项", "示例单位", DESK);
    private static final AdmissionRequest.By SUPERVISOR =
            new AdmissionRequest.By(AccountId.next(), Role.DISTRICT_SUPERVISOR, NOTICES);

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "REQUESTED, REVIEW,   REVIEWED",
        "REQUESTED, APPROVE,  LISTED",
        "REQUESTED, REFUSE,   REFUSED",
        "REQUESTED, WITHDRAW, WITHDRAWN",
        "REVIEWED,  REVIEW,   -",
        "REVIEWED,  APPROVE,  LISTED",
        "REVIEWED,  REFUSE,   REFUSED",
        "REVIEWED,  WITHDRAW, WITHDRAWN",
        "LISTED,    REVIEW,   -",
        "LISTED,    APPROVE,  -",
        "LISTED,    REFUSE,   -",
        "LISTED,    WITHDRAW, WITHDRAWN",
        "REFUSED,   REVIEW,   -",
        "REFUSED,   APPROVE,  -",
        "REFUSED,   REFUSE,   -",
        "REFUSED,   WITHDRAW, -",
        "WITHDRAWN, REVIEW,   -",
        "WITHDRAWN, APPROVE,  -",
        "WITHDRAWN, REFUSE,   -",
        "WITHDRAWN, WITHDRAW, -",
        "EXPIRED,   REVIEW,   -",
        "EXPIRED,   APPROVE,  -",
        "EXPIRED,   REFUSE,   -",
        "EXPIRED,   WITHDRAW, -",
    })
    void everyStateAgainstEveryVerb(AdmissionState from, AdmissionAction verb, String to) {
        AdmissionRequest request = in(from);
        Instant at = from == AdmissionState.EXPIRED ? AFTER : MARCH;

        if (to.equals("-")) {
            AdmissionState before = request.getState();
            assertThatThrownBy(() -> perform(request, verb, at))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessage("catalogue.admission.decided");
            assertThat(request.getState()).isEqualTo(before);
        } else {
            perform(request, verb, at);
            assertThat(request.getState()).isEqualTo(AdmissionState.valueOf(to));
        }
    }

    @Test
    void whatIsListedExpiresAfterItsLastDayByItself() {
        AdmissionRequest request = in(AdmissionState.LISTED);

        assertThat(request.standing(LocalDate.of(2026, 6, 30))).isEqualTo(AdmissionState.LISTED);
        assertThat(request.standing(LocalDate.of(2026, 7, 1))).isEqualTo(AdmissionState.EXPIRED);
        assertThat(in(AdmissionState.REFUSED).standing(LocalDate.of(2026, 7, 1)))
                .isEqualTo(AdmissionState.REFUSED);
        request.withdraw("不再需要", SUPERVISOR, LAST_DAY);
        assertThat(request.getState()).isEqualTo(AdmissionState.WITHDRAWN);
    }

    @Test
    void aPeriodThatIsOverIsNotAgreedTo() {
        AdmissionRequest request = in(AdmissionState.REVIEWED);

        assertThatThrownBy(() -> request.approve(listed(), null, SUPERVISOR, AFTER))
                .hasMessage("catalogue.admission.period-over");
        request.refuse("已过期限", SUPERVISOR, AFTER);
    }

    @ParameterizedTest
    @MethodSource("verbsThatNeedWords")
    void whatNeedsAReasonIsRefusedWithoutOne(AdmissionAction verb, @Nullable String words) {
        AdmissionRequest request = in(AdmissionState.REQUESTED);

        assertThatThrownBy(() -> perform(request, verb, MARCH, words)).hasMessage("shared.text-too-short");
        assertThat(request.getState()).isEqualTo(AdmissionState.REQUESTED);
    }

    static Stream<Arguments> verbsThatNeedWords() {
        return Stream.of(AdmissionAction.REVIEW, AdmissionAction.REFUSE, AdmissionAction.WITHDRAW)
                .flatMap(verb -> Stream.of(Arguments.of(verb, null), Arguments.of(verb, " ")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-06-30, catalogue.admission.period-past",
        "2026-03-02, 2026-03-01, catalogue.admission.period-reversed",
        "2026-03-02, 2029-03-03, catalogue.admission.period-too-long",
        "2026-03-02, 2029-03-02, -",
        "2026-03-02, 2026-03-02, -",
    })
    void thePeriodBeginsTodayAtTheEarliestAndHasAnEnd(LocalDate from, LocalDate until, String refusal) {
        if (refusal.equals("-")) {
            assertThat(asked(from, until).getState()).isEqualTo(AdmissionState.REQUESTED);
        } else {
            assertThatThrownBy(() -> asked(from, until)).hasMessage(refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({"STREET", "DISTRICT", "CITY"})
    void onlyCommunitiesAndGridsHaveSuchAList(AreaLevel level) {
        assertThatThrownBy(() -> wish(level, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 6, 30)))
                .hasMessage("catalogue.admission.level-invalid");
    }

    @Test
    void nobodyButTheNamedRolesHasARowInTheTable() {
        Set<Role> named = new HashSet<>();
        for (Role role : Role.values()) {
            for (AdmissionAction action : AdmissionAction.values()) {
                for (AdmissionRights.Relation relation : AdmissionRights.Relation.values()) {
                    if (AdmissionRights.table().allow(null, action, role, relation)
                            || Arrays.stream(AdmissionState.values())
                                    .anyMatch(state -> AdmissionRights.table().allow(state, action, role, relation))) {
                        named.add(role);
                    }
                }
            }
        }
        assertThat(named).containsExactlyInAnyOrder(Role.RESPONDER, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR);
        assertThat(AdmissionRights.table()
                        .allow(
                                AdmissionState.REVIEWED,
                                AdmissionAction.APPROVE,
                                Role.DISTRICT_DESK,
                                AdmissionRights.Relation.IN_DISTRICT))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "REQUESTED, ASK,      admission-asked,     desk, DISTRICT_DESK DISTRICT_SUPERVISOR",
        "REQUESTED, REVIEW,   admission-reviewed,  desk, DISTRICT_SUPERVISOR",
        "REVIEWED,  APPROVE,  admission-approved,  unit, RESPONDER",
        "REQUESTED, REFUSE,   admission-refused,   unit, RESPONDER",
        "REQUESTED, WITHDRAW, admission-withdrawn, desk, DISTRICT_DESK DISTRICT_SUPERVISOR",
        "REVIEWED,  WITHDRAW, admission-withdrawn, desk, DISTRICT_DESK DISTRICT_SUPERVISOR",
        "LISTED,    WITHDRAW, admission-taken-out, unit, RESPONDER",
    })
    void whoHasToActNextOrAskedIsTold(AdmissionState from, AdmissionAction verb, String key, String to, String roles) {
        UnitId unit = to.equals("desk") ? DESK : UNIT;

        assertThat(NOTICES.of(verb, from, UNIT))
                .containsExactly(Notice.toUnits("catalogue.notice." + key, Set.of(unit.value()))
                        .forRoles(Set.of(roles.split(" ")))
                        .with("示例事项", "示例单位"));
    }

    private static AdmissionRequest in(AdmissionState state) {
        AdmissionRequest request = asked(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 6, 30));
        switch (state) {
            case REQUESTED -> {}
            case REVIEWED -> perform(request, AdmissionAction.REVIEW, MARCH);
            case LISTED, EXPIRED -> perform(request, AdmissionAction.APPROVE, MARCH);
            case REFUSED -> perform(request, AdmissionAction.REFUSE, MARCH);
            case WITHDRAWN -> perform(request, AdmissionAction.WITHDRAW, MARCH);
        }
        return request;
    }

    private static AdmissionRequest.Listed listed() {
        return new AdmissionRequest.Listed(CatalogueEntryId.next(), null);
    }

    private static void perform(AdmissionRequest request, AdmissionAction verb, Instant at) {
        perform(request, verb, at, "意见写在这里");
    }

    private static void perform(AdmissionRequest request, AdmissionAction verb, Instant at, @Nullable String words) {
        switch (verb) {
            case REVIEW -> request.review(words, SUPERVISOR, at);
            case APPROVE -> request.approve(listed(), words, SUPERVISOR, at);
            case REFUSE -> request.refuse(words, SUPERVISOR, at);
            case WITHDRAW -> request.withdraw(words, SUPERVISOR, at);
            case ASK -> throw new IllegalArgumentException();
        }
    }

    private static AdmissionRequest asked(LocalDate from, LocalDate until) {
        return AdmissionRequest.ask(
                AdmissionRequestId.next(),
                AreaId.next(),
                UNIT,
                wish(AreaLevel.COMMUNITY, from, until),
                new AdmissionRequest.By(AccountId.next(), Role.RESPONDER, NOTICES),
                MARCH);
    }

    private static AdmissionWish wish(AreaLevel level, LocalDate from, LocalDate until) {
        return new AdmissionWish(
                CategoryId.next(), level, true, "每月入户宣传一次", "《示例条例》第三条", from, until, "每件五元", "派一人", "每季一次");
    }
}
