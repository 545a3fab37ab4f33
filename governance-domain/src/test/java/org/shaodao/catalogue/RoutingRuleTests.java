package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

class RoutingRuleTests {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final AreaId DISTRICT = AreaId.next();
    private static final AreaId STREET = AreaId.next();
    private static final AreaId COMMUNITY = AreaId.next();
    private static final AreaId GRID = AreaId.next();
    private static final CategoryId GROUP = CategoryId.next();
    private static final CategoryId LEAF = CategoryId.next();
    private static final UnitId AGENCY = UnitId.next();
    private static final UnitId DESK = UnitId.next();
    private static final UnitId TEAM = UnitId.next();
    private static final UnitId ENDED = UnitId.next();
    private static final UnitId FOREIGN = UnitId.next();

    private static final List<UnitCandidate> UNITS = List.of(
            new UnitCandidate(AGENCY, UnitKind.BRANCH_AGENCY, "URBAN_MANAGEMENT", STREET, true),
            new UnitCandidate(DESK, UnitKind.STREET_DESK, null, STREET, true),
            new UnitCandidate(TEAM, UnitKind.GRID_TEAM, null, GRID, true),
            new UnitCandidate(ENDED, UnitKind.BRANCH_AGENCY, "POLICE", STREET, false));

    private final AccountId by = AccountId.next();

    @ParameterizedTest(name = "{0}-{1} at {2}: {3}")
    @CsvSource({
        "18:00, 08:00, 18:00, true",
        "18:00, 08:00, 23:59, true",
        "18:00, 08:00, 00:00, true",
        "18:00, 08:00, 07:59, true",
        "18:00, 08:00, 08:00, false",
        "18:00, 08:00, 17:59, false",
        "08:30, 12:00, 08:30, true",
        "08:30, 12:00, 11:59, true",
        "08:30, 12:00, 12:00, false",
        "08:30, 12:00, 08:29, false",
    })
    void countsFromTheFirstMinuteUpToTheLast(LocalTime from, LocalTime to, LocalTime at, boolean fits) {
        RuleDetails says = says(null, null, from, to, null, null, "", null, AGENCY, null);

        assertThat(decide(List.of(rule(says)), around(at, true, "PATROL", "", false)))
                .matches(decision -> (decision instanceof RoutingDecision.ToUnit) == fits);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "category leaf, true",
        "category group, true",
        "category other, false",
        "area street, true",
        "area grid, true",
        "area other, false",
        "working day, true",
        "day off, false",
        "source PATROL, true",
        "source HOTLINE, false",
        "words 漏水 油烟, true",
        "words 噪声, false",
        "urgent, false",
        "not urgent, true",
    })
    void eachConditionHoldsOrNot(String condition, boolean fits) {
        String[] parts = condition.split(" ", 2);
        String value = parts.length > 1 ? parts[1] : "";
        RuleDetails says = switch (parts[0]) {
            case "category" -> says(value.equals("leaf") ? LEAF : value.equals("group") ? GROUP : CategoryId.next());
            case "area" ->
                says(
                        null,
                        value.equals("street") ? STREET : value.equals("grid") ? GRID : AreaId.next(),
                        null,
                        null,
                        null,
                        null,
                        "",
                        null,
                        AGENCY,
                        null);
            case "working" -> says(null, null, null, null, true, null, "", null, AGENCY, null);
            case "day" -> says(null, null, null, null, false, null, "", null, AGENCY, null);
            case "source" -> says(null, null, null, null, null, value, "", null, AGENCY, null);
            case "words" -> says(null, null, null, null, null, null, value, null, AGENCY, null);
            case "urgent" -> says(null, null, null, null, null, null, "", true, AGENCY, null);
            default -> says(null, null, null, null, null, null, "", false, AGENCY, null);
        };

        RoutingDecision decision =
                decide(List.of(rule(says)), around(LocalTime.NOON, true, "PATROL", "楼上漏水到客厅", false));

        assertThat(decision instanceof RoutingDecision.ToUnit).isEqualTo(fits);
    }

    @Test
    void theFirstThatFitsDecidesAndSaysSo() {
        OrderedRule no = rule(says(CategoryId.next()));
        OrderedRule first = rule(says(null, null, null, null, true, null, "漏水", null, AGENCY, null));
        OrderedRule second = rule(says(null, null, null, null, null, null, "漏水", null, DESK, null));

        assertThat(decide(List.of(no, first, second), around(LocalTime.NOON, true, "PATROL", "楼上漏水", false)))
                .isInstanceOfSatisfying(RoutingDecision.ToUnit.class, decision -> {
                    assertThat(decision.lead()).isEqualTo(AGENCY);
                    assertThat(decision.rule()).isEqualTo(Router.RULE + first.id() + "@4");
                    assertThat(decision.limitClass()).isEqualTo("UTILITY");
                    assertThat(decision.facts())
                            .contains("rule=" + first.id(), "because=working-day,words:漏水", "level=STREET");
                });
    }

    @Test
    void aRuleWhoseUnitEndedIsSkippedAndNamed() {
        OrderedRule dead = rule(says(null, null, null, null, null, "PATROL", "", null, ENDED, null));
        OrderedRule next = rule(says(null, null, null, null, null, "PATROL", "", null, DESK, null));

        assertThat(decide(List.of(dead, next), around(LocalTime.NOON, true, "PATROL", "", false)))
                .isInstanceOfSatisfying(RoutingDecision.ToUnit.class, decision -> {
                    assertThat(decision.lead()).isEqualTo(DESK);
                    assertThat(decision.facts()).contains("rule-ended=" + dead.id());
                });
    }

    @Test
    void aUnitOfAnotherPlaceIsNeverProposed() {
        OrderedRule foreign = rule(says(null, null, null, null, null, "PATROL", "", null, FOREIGN, null));

        assertThat(decide(List.of(foreign), around(LocalTime.NOON, true, "PATROL", "", false)))
                .isInstanceOf(RoutingDecision.AskHuman.class);
    }

    @Test
    void aRuleNeverMakesACommunityLeadTheFiveClasses() {
        OrderedRule team = rule(says(null, null, null, null, null, "PATROL", "", null, TEAM, null));
        CategoryRef city = category(true);

        RoutingDecision decision = Router.decide(
                city, List.of(), List.of(team), UNITS, facts(around(LocalTime.NOON, true, "PATROL", "", false)));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RoutingDecision.AskHuman.class,
                        ask -> assertThat(ask.reasonKey()).isEqualTo("catalogue.refusal.community-never-leads"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01, false", "2026-03-02, true", ", true"})
    void countsUpToItsLastDay(@Nullable LocalDate until, boolean fits) {
        OrderedRule rule = rule(says(null, null, null, null, null, "PATROL", "", null, AGENCY, until));

        assertThat(
                        decide(List.of(rule), around(LocalTime.NOON, true, "PATROL", "", false))
                                instanceof RoutingDecision.ToUnit)
                .isEqualTo(fits);
    }

    /** Seeded random rules and facts: the same answer each time and in any order of the units, always explained. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20260302, 99})
    void theDecisionIsDeterministicAndExplained(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            List<OrderedRule> rules = new ArrayList<>();
            int many = random.nextInt(6);
            for (int i = 0; i < many; i++) {
                rules.add(rule(random(random)));
            }
            Circumstances around = around(
                    LocalTime.of(random.nextInt(24), random.nextInt(60)),
                    random.nextBoolean(),
                    random.nextBoolean() ? "PATROL" : "HOTLINE",
                    random.nextBoolean() ? "楼上漏水" : "夜间噪声",
                    random.nextBoolean());
            CategoryRef category = category(random.nextBoolean());
            RoutingFacts facts = facts(around);
            RoutingDecision first = Router.decide(category, List.of(), rules, UNITS, facts);
            List<UnitCandidate> shuffled = new ArrayList<>(UNITS);
            Collections.shuffle(shuffled, random);

            assertThat(Router.decide(category, List.of(), rules, shuffled, facts))
                    .isEqualTo(first);
            assertThat(first.facts()).contains("level=STREET", "category=0101");
            if (first instanceof RoutingDecision.ToUnit to) {
                OrderedRule decided = rules.stream()
                        .filter(rule -> to.rule().equals(Router.RULE + rule.id() + "@" + rule.edition()))
                        .findFirst()
                        .orElseThrow();
                assertThat(decided.matches(category, facts)).isPresent();
                assertThat(to.lead()).isEqualTo(decided.says().target()).isNotIn(ENDED, FOREIGN);
                assertThat(to.facts()).contains("rule=" + decided.id(), "because=");
                assertThat(category.communityNeverLeads() && to.lead().equals(TEAM))
                        .isFalse();
                for (OrderedRule earlier : rules.subList(0, rules.indexOf(decided))) {
                    assertThat(earlier.matches(category, facts).isEmpty()
                                    || Set.of(ENDED, FOREIGN)
                                            .contains(earlier.says().target()))
                            .isTrue();
                }
            } else {
                assertThat(((RoutingDecision.AskHuman) first).reasonKey()).startsWith("catalogue.");
            }
        }
    }

    @Test
    void aChangeMakesANewEditionAndKeepsThePlace() {
        RoutingRule first = RoutingRule.add(RoutingRuleId.next(), DISTRICT, 30, says(LEAF), by, NOW);

        RoutingRule second = first.edit(RoutingRuleId.next(), says(GROUP), by, NOW.plusSeconds(5))
                .orElseThrow();

        assertThat(second.getEdition()).isEqualTo(2);
        assertThat(second.getPosition()).isEqualTo(30);
        assertThat(first.isActive()).isFalse();
        assertThat(second.edit(RoutingRuleId.next(), says(GROUP), by, NOW)).isEmpty();
        assertThatThrownBy(() -> first.edit(RoutingRuleId.next(), says(LEAF), by, NOW))
                .hasMessage("catalogue.rule.already-ended");
    }

    @Test
    void refusesWhatMakesNoRule() {
        assertThatThrownBy(() -> says(null, null, null, null, null, null, "", null, AGENCY, null))
                .hasMessage("catalogue.rule.no-condition");
        assertThatThrownBy(() -> says(LEAF, null, LocalTime.NOON, null, null, null, "", null, AGENCY, null))
                .hasMessage("catalogue.rule.time-half");
        assertThatThrownBy(() -> says(LEAF, null, LocalTime.NOON, LocalTime.NOON, null, null, "", null, AGENCY, null))
                .hasMessage("catalogue.rule.time-empty");
        assertThatThrownBy(() -> RoutingRule.add(
                        RoutingRuleId.next(),
                        DISTRICT,
                        10,
                        says(LEAF, null, null, null, null, null, "", null, AGENCY, LocalDate.of(2026, 3, 1)),
                        by,
                        NOW))
                .hasMessage("catalogue.rule.until-past");
    }

    private static RuleDetails random(Random random) {
        boolean timed = random.nextInt(4) == 0;
        int from = random.nextInt(24);
        return says(
                random.nextInt(3) == 0 ? (random.nextBoolean() ? LEAF : GROUP) : null,
                random.nextInt(3) == 0 ? (random.nextBoolean() ? STREET : AreaId.next()) : null,
                timed ? LocalTime.of(from, 0) : null,
                timed ? LocalTime.of((from + 1 + random.nextInt(22)) % 24, 30) : null,
                random.nextInt(4) == 0 ? random.nextBoolean() : null,
                "PATROL",
                random.nextInt(3) == 0 ? "漏水" : "",
                random.nextInt(4) == 0 ? random.nextBoolean() : null,
                List.of(AGENCY, DESK, TEAM, ENDED, FOREIGN).get(random.nextInt(5)),
                null);
    }

    private static RoutingDecision decide(List<OrderedRule> rules, Circumstances around) {
        return Router.decide(category(false), List.of(), rules, UNITS, facts(around));
    }

    private static Circumstances around(LocalTime at, boolean working, String source, String text, boolean urgent) {
        return new Circumstances(
                LocalDateTime.of(LocalDate.of(2026, 3, 2), at), working, source, text, urgent, Set.of());
    }

    private static RoutingFacts facts(Circumstances around) {
        return new RoutingFacts(LEAF, AreaLevel.STREET, DISTRICT, STREET, COMMUNITY, GRID, around);
    }

    private static OrderedRule rule(RuleDetails says) {
        return new OrderedRule(RoutingRuleId.next(), 4, says);
    }

    private static RuleDetails says(CategoryId category) {
        return says(category, null, null, null, null, null, "", null, AGENCY, null);
    }

    private static RuleDetails says(
            @Nullable CategoryId category,
            @Nullable AreaId area,
            @Nullable LocalTime from,
            @Nullable LocalTime to,
            @Nullable Boolean working,
            @Nullable String source,
            String words,
            @Nullable Boolean urgent,
            UnitId target,
            @Nullable LocalDate until) {
        return new RuleDetails(
                "示例规则",
                category,
                area,
                from,
                to,
                working,
                source,
                RuleDetails.words(words),
                urgent,
                target,
                "UTILITY",
                until);
    }

    private static CategoryRef category(boolean never) {
        return new CategoryRef(LEAF, "0101", "占道经营", null, GROUP, "市容环境", "GENERAL", false, false, 0, never, true);
    }
}
