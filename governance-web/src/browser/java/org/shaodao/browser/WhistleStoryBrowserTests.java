package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.casework.CaseId;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Zone;
import org.shaodao.support.TestClock;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.service.WhistleCases;
import org.shaodao.whistle.service.WhistleSweep;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A whistle from the report of a resident to the closed case through the accounts of everybody who takes part: proposed by
 * the community, approved by the leader, three units of which one is an enterprise, one objects and one stays away, a
 * joint plan, feedback, marks that go back once, an appeal. The test is the timer.
 */
class WhistleStoryBrowserTests extends StoryFlow {

    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    @Autowired
    private TestClock clock;

    @Autowired
    private WhistleSweep sweep;

    @Autowired
    private WhistleCases effects;

    private final Map<String, Page> pages = new HashMap<>();
    private final Set<String> looked = new HashSet<>();
    private UUID whistle;

    @BeforeEach
    void onAMondayMorning() {
        givePoliceAnAccount();
        LocalDate monday = LocalDate.now(clock.withZone(Zone.ID)).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.set(monday.atTime(9, 30).atZone(Zone.ID).toInstant());
    }

    @AfterEach
    void letTheClockRun() {
        clock.reset();
        pages.clear();
    }

    /** Story 4: a pole in the fire lane. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, zh-CN, true", "360, en, true", "360, zh-CN, false"})
    void thePoleInTheFireLaneIsMovedByThreeUnits(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        UUID kase = accepted(at("rider1"), at("community1"), "一根电杆立在社区办公用房和消防通道正中，消防车进不来");
        whistle = proposed(kase, "电杆占用消防通道 " + width + language + javaScript);
        adopted();
        step("leader1", "approve", form -> {});
        assertThat(state()).isEqualTo("BLOWN");

        oneObjectsAndTwoCome();
        jointPlan();
        theThirdStaysAwayAndComesLate();
        everybodyFeedsBack();
        marksGoBackOnceAndAreJoined();
        theThirdAppeals();

        step("leader1", "close", form -> words(form, "电杆已迁移，消防通道畅通"));
        assertThat(state()).isEqualTo("CLOSED");
        effects.resolve(new WhistleId(whistle), new CaseId(kase));
        verifiedAndClosed(kase);
        papersAndFigures();
    }

    private UUID proposed(UUID kase, String title) {
        Page community = at("community1");
        community.navigate("/cases/" + kase);
        community.locator("#whistles a[data-blow]").press("Enter");
        community.waitForURL("**/whistles/new**");
        check(community);
        community.locator("input[name=title]").fill(title);
        community.locator("textarea[name=tried]").fill("与供电所电话联系两次");
        sendWhistle(community);
        check(community);
        assertThat(community.locator("div.notice").first().isVisible()).isTrue();
        return reported(community);
    }

    private void adopted() {
        Page street = at("street1");
        street.navigate("/whistles/" + whistle);
        street.locator("a[data-do=adopt]").press("Enter");
        street.waitForURL("**/whistles/new**");
        check(street);
        street.locator("select[name=level]").selectOption("TACKLING");
        street.locator("select[name=lead]").selectOption(new SelectOption().setValue(unitOf("power1")));
        Locator preselected = street.locator("input[name=coUnits]:checked");
        while (preselected.count() > 0) {
            preselected.first().press("Space");
        }
        for (String co : new String[] {"urban1", "police1"}) {
            street.locator("input[name=coUnits][value='" + unitOf(co) + "']").press("Space");
        }
        sendWhistle(street);
        check(street);
        shot(street, "whistle-story-pending");
        assertThat(state()).isEqualTo("PENDING_APPROVAL");
    }

    private void oneObjectsAndTwoCome() {
        stepOf("urban1", "urban1", "object", form -> {
            words(form, "电杆属供电设施，不在城管职责内");
            form.locator("input[name=proposes]").fill("供电公司");
            form.locator("input[name=basis]").fill("职责清单第三条");
        });
        hub("whistle-story-objection");
        stepOf("supervisor1", "urban1", "decide-objection", form -> words(form, "占道清理须城管配合，异议不成立"));
        for (String login : new String[] {"power1", "urban1"}) {
            stepOf(login, login, "sign", form -> {});
            stepOf(login, login, "report-in", form -> {});
        }
        stepOf("street1", "power1", "confirm-arrival", form -> {});
        assertThat(state()).isEqualTo("HANDLING");
    }

    private void jointPlan() {
        step("power1", "record-handling", form -> {
            form.locator("input[name=participants]").fill("供电公司、城管、社区、居民代表");
            words(form, "需停电半日迁移，先清理占道车辆");
        });
        plan("power1", "停电并迁移电杆");
        plan("urban1", "清理通道内占道物品");
        plan("police1", "迁移当日疏导车辆");
        assertThat(count("whistle_task")).isEqualTo(3);
    }

    private void plan(String whose, String task) {
        step("power1", "plan", form -> {
            form.locator("select[name=unit]").selectOption(new SelectOption().setValue(unitOf(whose)));
            words(form, task);
            form.locator("input[name=at]")
                    .fill(TYPED.format(clock.instant()
                            .plus(Duration.ofDays(21))
                            .atZone(Zone.ID)
                            .toLocalDateTime()));
        });
    }

    private void theThirdStaysAwayAndComesLate() {
        Instant due = jdbc.sql("select report_in_due_at from whistle_response where id = ?")
                .param(UUID.fromString(response("police1")))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        clock.set(due.plusSeconds(60));
        pages.clear(); // nobody stays signed in over five working days
        sweep.sweep();
        Page hub = hub("whistle-story-absent");
        Locator row = hub.locator("section[data-whistle='" + number() + "'] tr.is-late");
        assertThat(row.count()).isEqualTo(1);
        assertThat(row.textContent()).contains(unitName("police1")).contains(absent());

        stepOf("police1", "police1", "report-in", form -> {});
        Page page = at("street1");
        page.navigate("/whistles/" + whistle);
        assertThat(page.locator("article[data-unit='" + unitName("police1") + "'] h3")
                        .textContent())
                .as("absence stays")
                .contains(absent());
    }

    private void everybodyFeedsBack() {
        finish("urban1", "清理通道内占道物品");
        finish("police1", "迁移当日疏导车辆");
        finish("power1", "停电并迁移电杆");
        for (String login : new String[] {"urban1", "police1", "power1"}) {
            stepOf(login, login, "feed-back", form -> words(form, "已按方案完成本单位任务"));
        }
        assertThat(state()).isEqualTo("AWAITING_EVALUATION");
        stepOf("street1", "power1", "accept-feedback", form -> {});
    }

    private void finish(String login, String task) {
        step(login, "finish-task", form -> {
            String value = form.locator("select[name=task] option")
                    .filter(new Locator.FilterOptions().setHasText(task))
                    .getAttribute("value");
            form.locator("select[name=task]").selectOption(new SelectOption().setValue(value));
        });
    }

    private void marksGoBackOnceAndAreJoined() {
        Page street = at("street1");
        street.navigate("/whistles/" + whistle + "?do=grade." + response("power1"));
        for (int left = 3; left > 0; left--) {
            Locator form = street.locator("form[data-action=grade]");
            boolean late = form.getAttribute("action").contains(response("police1"));
            if (looked.add("grade " + late)) {
                check(street);
            }
            mark(form, late ? "5" : "9", late ? "逾期两天才到" : "");
            sent(street, form);
        }
        assertThat(street.locator("form[data-action=grade]").count())
                .as("the last marks end it")
                .isZero();
        shot(street, "whistle-story-marked");
        stepOf("leader1", "police1", "return-marks", form -> words(form, "逾期两天，响应应再低些"));
        stepOf("street1", "police1", "grade", form -> {
            assertThat(form.textContent()).contains("响应应再低些");
            mark(form, "3", "逾期两天才到，未说明原因");
        });
        step("leader1", "countersign", form -> {});
    }

    private void theThirdAppeals() {
        stepOf("police1", "police1", "appeal", form -> words(form, "当日在处置另一起警情，已电话告知社区"));
        stepOf("supervisor1", "police1", "decide-appeal", form -> {
            form.locator("input[name=upheld]").press("Space");
            words(form, "经核实警情属实，本次评分不计入");
        });
        Page police = at("police1");
        police.navigate("/whistles/" + whistle);
        check(police);
        shot(police, "whistle-story-appeal");
        assertThat(police.content()).contains("经核实警情属实");
    }

    private void verifiedAndClosed(UUID kase) {
        assertThat(status(kase)).isEqualTo("RESOLVED");
        act(at("worker1"), kase, "pass-verification", StoryFlow::send);
        assertThat(status(kase)).isEqualTo("FOLLOW_UP");
        act(at("community1"), kase, "close", form -> {
            form.locator("select[name=satisfaction]").selectOption("SATISFIED");
            send(form);
        });
        assertThat(status(kase)).isEqualTo("CLOSED");
    }

    private void papersAndFigures() {
        Page street = at("street1");
        for (String page : new String[] {"", "/sheet", "/evaluation"}) {
            street.navigate("/whistles/" + whistle + page);
            check(street);
        }
        shot(street, "whistle-story-evaluation");
        clock.advance(Duration.ofMinutes(1));
        Page supervisor = at("supervisor1");
        supervisor.navigate("/reverse-evaluation");
        check(supervisor);
        assertThat(supervisor
                        .locator("tr[data-unit='" + unitName("police1") + "']")
                        .count())
                .isEqualTo(1);
    }

    private Page hub(String name) {
        Page hub = at("street1");
        hub.navigate("/whistles");
        check(hub);
        shot(hub, name);
        assertThat(hub.locator(".live-note a.btn").isVisible()).isTrue();
        return hub;
    }

    /** A step of the whistle as a whole. */
    private void step(String login, String slug, Consumer<Locator> fill) {
        take(login, slug, slug, fill);
    }

    /** A step on the response of the unit this account belongs to. */
    private void stepOf(String login, String unit, String slug, Consumer<Locator> fill) {
        take(login, slug, slug + "." + response(unit), fill);
    }

    private void take(String login, String slug, String key, Consumer<Locator> fill) {
        Page page = at(login);
        page.navigate("/whistles/" + whistle + "?do=" + key);
        if (looked.add(slug)) {
            check(page);
        }
        Locator form = page.locator("form[data-action='" + slug + "']");
        fill.accept(form);
        sent(page, form);
    }

    private static void sent(Page page, Locator form) {
        String before = page.url();
        send(form);
        page.waitForURL(url -> !url.equals(before));
        assertThat(page.locator(".error-summary").allTextContents()).isEmpty();
        assertThat(page.locator("div.notice").first().isVisible()).isTrue();
    }

    private static void words(Locator form, String text) {
        form.locator("textarea[name=text]").fill(text);
    }

    private static void mark(Locator form, String speed, String comment) {
        form.locator("input[name=speed]").fill(speed);
        form.locator("input[name=cooperation]").fill("8");
        form.locator("input[name=resultMark]").fill("9");
        words(form, comment);
    }

    private Page at(String login) {
        return pages.computeIfAbsent(login, this::signedIn);
    }

    private String absent() {
        return pages.get("street1").getAttribute("html", "lang").equals("en") ? "did not come in time" : "逾期未报到";
    }

    private void givePoliceAnAccount() {
        jdbc.sql("""
                        insert into account (id, person_id, login, password_hash, must_change, password_at, version)
                        select ?, h.person_id, 'police1', a.password_hash, false, a.password_at, 0
                          from account a
                          join post_holding ah on ah.person_id = a.person_id
                          join post ap on ap.id = ah.post_id
                          join unit au on au.id = ap.unit_id
                          join unit u on u.area_id = au.area_id and u.kind = au.kind and u.speciality = 'POLICE'
                          join post p on p.unit_id = u.id and p.type = 'OFFICER'
                          join post_holding h on h.post_id = p.id
                         where a.login = 'urban1' and not exists (select 1 from account where login = 'police1')
                         limit 1
                        """).param(Ids.next()).update();
    }

    private String unitOf(String login) {
        return unitField(login, "id").toString();
    }

    private String unitName(String login) {
        return (String) unitField(login, "name");
    }

    private Object unitField(String login, String column) {
        return jdbc.sql("select u.id, u.name from account a join post_holding h on h.person_id = a.person_id"
                        + " join post t on t.id = h.post_id join unit u on u.id = t.unit_id where a.login = ? limit 1")
                .param(login)
                .query()
                .singleRow()
                .get(column);
    }

    private String response(String login) {
        return jdbc.sql("select id from whistle_response where call_id = ? and unit_id = ?::uuid")
                .params(whistle, unitOf(login))
                .query(UUID.class)
                .single()
                .toString();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table + " where call_id = ?")
                .param(whistle)
                .query(Long.class)
                .single();
    }

    private String state() {
        return (String) field("state");
    }

    private String number() {
        return (String) field("number");
    }

    private Object field(String column) {
        return jdbc.sql("select state, number from whistle_call where id = ?")
                .param(whistle)
                .query()
                .singleRow()
                .get(column);
    }
}
