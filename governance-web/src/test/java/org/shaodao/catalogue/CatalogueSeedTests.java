package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.CatalogueTables.CategoryEntries;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.Routing;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.shaodao.support.FlowTests;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The categories and catalogue every new database begins with. */
@FlowTests
class CatalogueSeedTests {

    /** Real messages for measuring; beside the repository on some machines, never in it. */
    private static final Path MESSAGES = Path.of("..", "..", "shared", "data", "issues");

    @Autowired
    Categories categories;

    @Autowired
    CatalogueTables tables;

    @Autowired
    Routing routing;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyLeafHasALeadAtEveryLevelAndACommunityNeverWhereItMayNot() {
        List<String> wrong = new ArrayList<>();
        for (CatalogueTables.CategoryRow group : tables.categories()) {
            if (group.parentId() != null || group.code().startsWith("Z")) {
                continue;
            }
            for (CategoryEntries member : tables.entriesOf(group.id())) {
                CategoryRef category = categories.find(member.categoryId()).orElseThrow();
                for (AreaLevel level : EntryDetails.LEVELS) {
                    CatalogueTables.EntryRow entry =
                            member.own().getOrDefault(level, member.inherited().get(level));
                    if (entry == null) {
                        wrong.add(category.code() + " has no lead at " + level);
                    } else if (category.communityNeverLeads() && Router.isCommunitySide(entry.leadKind())) {
                        wrong.add(category.code() + " is led by " + entry.leadKind() + " at " + level);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1} -> {2}")
    @CsvSource({
        "0101, STREET, urban1",
        "0101, GRID, desk:street1",
        "0307, GRID, team1.1.1",
        "0307, COMMUNITY, desk:community1.1",
        "0902, GRID, team1.1.1",
        "1303, STREET, power",
        "1303, DISTRICT, power",
        "0212, DISTRICT, water",
        "1701, DISTRICT, desk:district",
        "1604, DISTRICT, desk:street1",
    })
    void routesByTheCatalogue(String code, AreaLevel level, String unit) {
        World world = new World(jdbc);

        RoutingDecision decision = routing.decide(new RoutingFacts(
                categories.byCode(code).orElseThrow().id(),
                level,
                world.area("district"),
                world.area("street1"),
                world.area("community1.1"),
                world.area("grid1.1.1"),
                Circumstances.of(Instant.parse("2026-03-02T02:00:00Z"), null, "", false)));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RoutingDecision.ToUnit.class,
                        found -> assertThat(found.lead()).isEqualTo(world.unit(unit)));
    }

    @Test
    void asksAHumanWhereThePlaceHasNoSuchUnit() {
        World world = new World(jdbc);

        RoutingDecision decision = routing.decide(new RoutingFacts(
                categories.byCode("1306").orElseThrow().id(),
                AreaLevel.STREET,
                world.area("district"),
                world.area("street1"),
                null,
                null,
                Circumstances.of(Instant.parse("2026-03-02T02:00:00Z"), null, "", false)));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RoutingDecision.AskHuman.class,
                        asked -> assertThat(asked.reasonKey()).isEqualTo("catalogue.routing.no-unit"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "小区门口的路灯不亮已经一个星期了, 0204",
        "楼上漏水把我家天花板泡了, 0306",
        "工地夜间施工噪音扰民，睡不着, 0501",
        "烧烤店油烟太大, 0505",
        "小区停水两天了没人管, 1301",
        "家里经常停电, 1303",
        "电梯故障困人, 0305",
        "消防通道被私家车堵住, 0801",
        "有人在楼道给电动车飞线充电, 0802",
        "流动摊贩占道经营, 0101",
        "邻居私搭乱建雨棚, 0601",
        "公司拖欠工资, 1003",
        "想咨询孩子入学的学区划分, 1101",
        "垃圾桶满了没人清运, 0106",
        "窨井盖破损很危险, 0203",
        "河道黑臭，有企业偷排污水, 0508",
        "暖气不热, 1306",
        "燃气泄漏有煤气味, 0804",
        "遛狗不牵绳, 0109",
        "健身卡充值后商家跑路不退款, 1403",
    })
    void suggestsWhatAPersonWouldChoose(String text, String code) {
        assertThat(categories.suggest(text)).map(CategoryRef::code).contains(code);
    }

    /** Real hotline messages: at least four in five get a suggestion. */
    @Test
    void suggestsForMostRealMessages() throws IOException {
        assumeTrue(Files.isDirectory(MESSAGES), "no real messages here");

        for (String name : List.of("teddy_replied_messages.tsv.gz", "fuzhou_12345_rivers.tsv.gz")) {
            int messages = 0;
            int suggested = 0;
            Set<String> leaves = new HashSet<>();
            try (Table table = Spreadsheets.open(new FileSystemResource(MESSAGES.resolve(name)))) {
                TableRow head = table.next();
                int title = head.cells().indexOf("title");
                int text = head.cells().indexOf("text");
                while (table.hasNext()) {
                    TableRow row = table.next();
                    messages++;
                    CategoryRef found = categories
                            .suggest(row.cell(title) + " " + row.cell(text))
                            .orElse(null);
                    if (found != null) {
                        suggested++;
                        leaves.add(found.code());
                    }
                }
            }
            System.out.println("Keyword suggestion, " + name + ": " + suggested + " of " + messages + " messages, "
                    + leaves.size() + " leaves");
            assertThat(suggested).isGreaterThan(messages * 4 / 5);
        }
    }
}
