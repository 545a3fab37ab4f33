package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.Actor;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.whistle.service.WhistleSweep;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages of whistles without a browser: form, hub, call page, sheets, limits, reverse evaluation. */
@FlowTests
class WhistlePagesTests extends WhistlePagesFlow {

    @Autowired
    WhistleSweep sweep;

    @Test
    void aCaseLeadsToAFormThatIsAlmostFilledIn() {
        CaseId kase = w.accepted("违章加盖堵塞消防通道");
        Document page = pages.get(w.clerk, "/cases/" + kase).page();
        String href = page.selectFirst("#whistles a[data-blow]").attr("href");
        Document form = pages.get(w.clerk, href).page();
        assertThat(form.selectFirst("textarea[name=problem]").text()).contains("违章加盖");
        assertThat(form.select("select[name=place] option[selected]").val())
                .isEqualTo(w.world.area("grid1.1.1").toString());
        assertThat(form.select("input[name=cases]").eachAttr("value")).containsExactly(kase.toString());

        Pages.Answer sent = send(w.clerk, form, typed -> {
            typed.put("tried", "社区两次劝导未果");
            typed.put("lead", w.world.unit("water").toString());
            typed.put("coUnits", w.world.unit("power").toString());
        });

        WhistleId id = made(sent);
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.PENDING_APPROVAL);
        assertThat(w.sheet(w.clerk, id).answers()).hasSize(2);
        assertThat(pages.get(w.clerk, "/cases/" + kase)
                        .page()
                        .select("#whistles")
                        .text())
                .contains("待审批");
        assertThat(pages.get(w.community, "/cases/" + kase)
                        .page()
                        .select("#whistles")
                        .text())
                .contains("建议吹哨");
    }

    @Test
    void whatIsMissingIsSaidAndNothingTypedIsLost() {
        Document form = pages.get(w.clerk, "/whistles/new").page();
        Pages.Answer answer = send(w.clerk, form, typed -> {
            typed.put("problem", "违章加盖三处,存在隐患");
            typed.put("title", "违章加盖");
            typed.put("tried", "已劝导");
        });
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select(".error-summary").text()).contains("没有哨源");
        assertThat(answer.page().selectFirst("textarea[name=problem]").text()).contains("违章加盖三处");
    }

    @Test
    void anOpenWhistleOfTheSamePlaceIsShownBeforeAnotherIsBlown() {
        WhistleId id = w.blown();
        String number = w.sheet(w.clerk, id).facts().number();
        Map<String, String> typed = Map.of(
                "title", "同一处违建",
                "problem", "同一处违建又有加盖",
                "tried", "已劝导",
                "source", "PATROL",
                "sourceNote", "三月巡查",
                "category", w.category().toString(),
                "place", w.world.area("community1.1").toString(),
                "lead", w.world.unit("water").toString(),
                "act", "send");
        Pages.Answer first = pages.post(w.clerk, "/whistles/new", typed);
        assertThat(first.status()).isEqualTo(422);
        assertThat(first.page().select("#similar").text()).contains(number);

        Pages.Answer again = send(w.clerk, first.page(), fields -> {});

        assertThat(again.status()).isEqualTo(302);
    }

    @Test
    void theUnitSignsAndFeedsBackInFourClicks() {
        WhistleId id = w.blown();
        Document page = pages.get(w.water, "/whistles/" + id).page();
        assertThat(page.select("form[data-action=sign] input[name=person]").val())
                .isNotBlank();
        Pages.Answer signed = pages.submit(w.water, page, "form[data-action=sign]", typed -> {});
        assertThat(signed.status()).isEqualTo(302);
        page = pages.get(w.water, "/whistles/" + id).page();
        String href = page.selectFirst("a[data-do=feed-back]").attr("href");
        page = pages.get(w.water, href.substring(0, href.indexOf('#'))).page();
        Pages.Answer done =
                pages.submit(w.water, page, "form[data-action=feed-back]", typed -> typed.put("text", "三处违建已全部拆除"));
        assertThat(done.status()).isEqualTo(302);
        assertThat(w.answer(id, "water").feedbackText()).isEqualTo("三处违建已全部拆除");
    }

    @Test
    void aRuleThatIsBrokenIsSaidOnTheFormWithWhatWasTyped() {
        WhistleId id = w.blown();
        Document page = pages.get(w.power, "/whistles/" + id + "?do=feed-back." + w.response(id, "power"))
                .page();
        Pages.Answer answer = pages.submit(w.power, page, "form[data-action=feed-back]", typed -> {
            typed.put("result", "CANNOT");
            typed.put("text", "电杆不能迁移,需停电");
        });
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select(".error-summary").text()).contains("依据");
        assertThat(answer.page().select("form[data-action=feed-back] textarea").text())
                .contains("电杆不能迁移");

        pages.submit(w.water, pages.get(w.water, "/whistles/" + id).page(), "form[data-action=sign]", typed -> {});
        Pages.Answer stale =
                pages.submit(w.power, page, "form[data-action=feed-back]", typed -> typed.put("text", "我写了很久的说明文字"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.page().text()).contains("我写了很久的说明文字");
    }

    @Test
    void theHubShowsWhoIsLateAndAnswersWithANumber() {
        WhistleId id = w.blown();
        String before = pages.get(w.clerk, "/whistles/live").page().text();
        clock.advance(java.time.Duration.ofHours(3));
        sweep.sweep();
        Document hub = pages.get(w.clerk, "/whistles").page();
        assertThat(hub.select("tr.is-late")).hasSize(3);
        assertThat(hub.select("[data-live]").attr("data-seq"))
                .isEqualTo(pages.get(w.clerk, "/whistles/live").page().text())
                .isNotEqualTo(before);
        assertThat(hub.select(".tab.is-here .tab-count").text()).isEqualTo("1");
        assertThat(hub.select(".menu a[href=/whistles] .count")).isEmpty();
        assertThat(pages.get(w.water, "/whistles")
                        .page()
                        .select(".menu a[href=/whistles] .count")
                        .text())
                .isEqualTo("1");
        assertThat(w.answer(id, "water").unsignedAt()).isNotNull();
    }

    @Test
    void everyViewOpensForEverybodyWhoHasIt() {
        w.blown();
        for (Actor actor : new Actor[] {w.clerk, w.member, w.community, w.water, w.supervisor}) {
            Document hub = pages.get(actor, "/whistles").page();
            for (String href : hub.select(".tabs a").eachAttr("href")) {
                Pages.Answer view = pages.get(actor, href);
                assertThat(view.status()).as(href).isEqualTo(200);
                assertThat(view.page().text()).doesNotContain("whistle.");
            }
        }
    }

    @Test
    void leadersApproveGradesAreJoinedAndSheetsArePrinted() {
        WhistleId id = w.blown();
        for (Actor officer : new Actor[] {w.water, w.power, w.urban}) {
            String unit = officer == w.water ? "water" : officer == w.power ? "power" : "urban1";
            Document page = pages.get(officer, "/whistles/" + id + "?do=feed-back." + w.response(id, unit))
                    .page();
            pages.submit(officer, page, "form[data-action=feed-back]", typed -> typed.put("text", "已经处置完毕"));
        }
        for (String unit : new String[] {"water", "power", "urban1"}) {
            Document page = pages.get(w.clerk, "/whistles/" + id + "?do=grade." + w.response(id, unit))
                    .page();
            Pages.Answer low = pages.submit(w.clerk, page, "form[data-action=grade]", typed -> {
                typed.put("speed", "5");
                typed.put("cooperation", "9");
                typed.put("resultMark", "9");
            });
            assertThat(low.status()).isEqualTo(422);
            Pages.Answer empty = pages.submit(w.clerk, page, "form[data-action=grade]", typed -> {});
            assertThat(empty.status()).isEqualTo(422);
            Pages.Answer good = pages.submit(w.clerk, page, "form[data-action=grade]", typed -> {
                typed.put("speed", "8");
                typed.put("cooperation", "9");
                typed.put("resultMark", "9");
            });
            assertThat(good.status()).as(unit).isEqualTo(302);
        }
        Document leader = pages.get(w.member, "/whistles/" + id).page();
        pages.submit(w.member, leader, "form[data-action=countersign]", typed -> {});
        leader = pages.get(w.member, "/whistles/" + id).page();
        pages.submit(w.member, leader, "form[data-action=close]", typed -> typed.put("text", "隐患已经消除"));
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.CLOSED);
        assertThat(pages.get(w.clerk, "/whistles/" + id + "/sheet")
                        .page()
                        .select(".paper")
                        .text())
                .contains("吹哨单", "社区两次劝导", "示例water");
        assertThat(pages.get(w.clerk, "/whistles/" + id + "/evaluation")
                        .page()
                        .select(".paper")
                        .text())
                .contains("评价单", "隐患已经消除");
        clock.advance(java.time.Duration.ofMinutes(1));
        Document figures = pages.get(w.supervisor, "/reverse-evaluation").page();
        assertThat(figures.select("tr[data-unit=示例water]").text()).contains("不计分", "n=1");
        Document unit = pages.get(w.water, "/reverse-evaluation/units/" + w.world.unit("water"))
                .page();
        assertThat(unit.text()).contains("响应 8 · 配合 9 · 成效 9");
        assertThat(pages.get(w.power, "/reverse-evaluation/units/" + w.world.unit("water"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneUnitAfterTheOtherIsMarkedAndTheLeaderSendsMarksBack() {
        WhistleId id = fedBack();
        java.util.Set<String> marked = new java.util.HashSet<>();
        String at = "/whistles/" + id + "?do=grade." + w.response(id, "power");
        for (int left = 2; left >= 0; left--) {
            Document page = pages.get(w.clerk, at).page();
            marked.add(page.selectFirst("form[data-action=grade]").attr("action"));
            Pages.Answer sent = mark(w.clerk, page, "8");
            at = sent.location();
            assertThat(at.contains("?do=grade.")).isEqualTo(left > 0);
            at = at.replace("#action", "");
        }
        assertThat(marked).hasSize(3);
        assertThat(pages.get(w.clerk, at).page().select("form[data-action=grade]"))
                .isEmpty();

        Document leader = pages.get(w.member, "/whistles/" + id + "?do=return-marks." + w.response(id, "water"))
                .page();
        assertThat(pages.submit(w.member, leader, "form[data-action=return-marks]", typed -> {})
                        .status())
                .isEqualTo(422);
        pages.submit(w.member, leader, "form[data-action=return-marks]", typed -> typed.put("text", "到场晚了,响应不应是 8 分"));

        assertThat(pages.get(w.member, "/whistles/" + id).page().select("form[data-action=countersign]"))
                .isEmpty();
        assertThat(pages.get(w.clerk, "/whistles")
                        .page()
                        .select(".menu a[href=/whistles] .count")
                        .text())
                .isEqualTo("1");
        Document again = pages.get(w.clerk, "/whistles/" + id).page();
        assertThat(again.select("form[data-action=grade]").text()).contains("到场晚了,响应不应是 8 分");
        assertThat(again.select("form[data-action=grade] [name=speed]").val()).isEqualTo("8");
        assertThat(mark(w.clerk, again, "6").location()).isEqualTo("/whistles/" + id);
        assertThat(pages.get(w.member, "/whistles/" + id).page().select("form[data-action=countersign]"))
                .hasSize(1);
        assertThat(w.answer(id, "water").speedMark()).isEqualTo(6);
    }

    @Test
    void whoCannotCountersignIsNotLedToSendingMarksBack() {
        WhistleId id = fedBack();
        for (String unit : new String[] {"water", "power", "urban1"}) {
            Actor marker = unit.equals("power") ? w.member : w.clerk;
            mark(
                    marker,
                    pages.get(marker, "/whistles/" + id + "?do=grade." + w.response(id, unit))
                            .page(),
                    "8");
        }

        Document page = pages.get(w.member, "/whistles/" + id).page();

        assertThat(page.select("form[data-action]")).isEmpty();
        assertThat(page.select("a[data-do=return-marks]")).hasSize(2);
    }

    /** A whistle whose three units have fed back. */
    private WhistleId fedBack() {
        WhistleId id = w.blown();
        for (String unit : new String[] {"water", "power", "urban1"}) {
            Actor officer = unit.equals("water") ? w.water : unit.equals("power") ? w.power : w.urban;
            Document page = pages.get(officer, "/whistles/" + id + "?do=feed-back." + w.response(id, unit))
                    .page();
            pages.submit(officer, page, "form[data-action=feed-back]", typed -> typed.put("text", "已经处置完毕"));
        }
        return id;
    }

    private Pages.Answer mark(Actor marker, Document page, String speed) {
        return pages.submit(marker, page, "form[data-action=grade]", typed -> {
            typed.put("speed", speed);
            typed.put("cooperation", "9");
            typed.put("resultMark", "9");
        });
    }

    @Test
    void weightsAddUpToAHundredAndLimitsAreEdited() {
        Document page = pages.get(w.supervisor, "/reverse-evaluation").page();
        Pages.Answer wrong = pages.submit(
                w.supervisor, page, "form[method=post][action$=/reverse-evaluation]", t -> t.put("marksWeight", "50"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select(".error-summary").text()).contains("100");
        assertThat(wrong.page().select("[name=marksWeight]").val()).isEqualTo("50");
        Document limits = pages.get(w.supervisor, "/whistles/limits").page();
        assertThat(limits.select(".limit-row")).hasSize(33);
        Pages.Answer saved = pages.submit(
                w.supervisor, limits, "form[data-clock=STUBBORN-APPEAL]", typed -> typed.put("amount", "5"));
        assertThat(saved.status()).isEqualTo(302);
        assertThat(pages.get(w.clerk, "/whistles/limits").status()).isEqualTo(403);
    }

    @Test
    void aProposalIsTakenUpWithItsContentOrDeclined() {
        Document form = pages.get(w.community, "/whistles/new").page();
        Pages.Answer sent = send(w.community, form, typed -> {
            typed.put("title", "电杆占道");
            typed.put("problem", "电杆位于办公用房和消防通道正中");
            typed.put("tried", "与供电所联系两次");
            typed.put("sourceNote", "三月巡查");
        });
        WhistleId id = made(sent);
        Document proposed = pages.get(w.clerk, "/whistles/" + id).page();
        assertThat(proposed.select("form[data-action]"))
                .as("turning down is a choice")
                .isEmpty();
        assertThat(proposed.select("a[data-do]").eachAttr("data-do")).containsExactly("adopt", "decline-proposal");
        Document taken = pages.get(w.clerk, "/whistles/new?from=" + id).page();
        assertThat(taken.select("textarea[name=problem]").text()).contains("电杆位于");
        Pages.Answer adopted = send(w.clerk, taken, typed -> {
            typed.put("lead", w.world.unit("power").toString());
        });
        assertThat(adopted.location()).isEqualTo("/whistles/" + id);
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.PENDING_APPROVAL);
        Document leader = pages.get(w.member, "/whistles/" + id).page();
        pages.submit(w.member, leader, "form[data-action=approve]", typed -> {});
        assertThat(w.sheet(w.power, id).facts().state()).isEqualTo(WhistleState.BLOWN);
    }
}
