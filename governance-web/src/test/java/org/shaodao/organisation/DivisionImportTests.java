package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.organisation.service.DivisionImport;
import org.shaodao.organisation.service.ImportOutcome;
import org.shaodao.organisation.service.RowError;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTests
class DivisionImportTests {

    private static final String HEAD = "code\tparent_code\tlevel\tname\tkind\n";

    @Autowired
    DivisionImport divisions;

    @Autowired
    JdbcClient jdbc;

    @Test
    void takesTheShippedCityWithOneDeskForEachPlaceAndASecondTimeChangesNothing() {
        ImportOutcome first = take(new ClassPathResource("organisation/divisions_jinchang.tsv"));
        ImportOutcome second = take(new ClassPathResource("organisation/divisions_jinchang.tsv"));

        assertThat(first.isRefused()).isFalse();
        assertThat(first.total()).isEqualTo(204);
        assertThat(second.created()).isZero();
        assertThat(second.unchanged()).isEqualTo(204);
        assertThat(count("6203%", "STREET")).isEqualTo(18);
        assertThat(count("6203%", "COMMUNITY")).isEqualTo(182);
        assertThat(jdbc.sql("""
                        select count(*) from area a
                         where a.code like '6203%' and a.level in ('DISTRICT','STREET','COMMUNITY') and a.valid_to is null
                           and (select count(*) from unit u where u.area_id = a.id and u.valid_to is null
                                 and u.kind in ('DISTRICT_DESK','STREET_DESK','COMMUNITY_DESK')) <> 1
                        """).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql(
                                "select count(*) from import_run where kind = 'DIVISIONS' and state = 'DONE' and total = 204")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest(name = "{0}: {2} streets, {3} communities")
    @CsvSource({"jinchang,6203,18,182", "yinchuan,6401,62,602", "qujing,5303,137,1688", "xuchang,4110,105,2505"})
    void takesEachCityInWellUnderAMinute(String city, String prefix, int streets, int communities) {
        Path file = Path.of("..", "..", "shared", "data", "divisions", "divisions_" + city + ".tsv");
        Assumptions.assumeTrue(Files.exists(file), "the shared data is not here");

        long begun = System.nanoTime();
        ImportOutcome outcome = take(new FileSystemResource(file));

        assertThat(outcome.errors()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(count(prefix + "%", "STREET")).isEqualTo(streets);
        assertThat(count(prefix + "%", "COMMUNITY")).isEqualTo(communities);
        if (city.equals("xuchang")) {
            assertThat(kind("411071000000")).isEqualTo("STATISTICAL");
            assertThat(kind("411002570000")).isEqualTo("OTHER");
        }
        if (city.equals("yinchuan")) {
            assertThat(kind("640122400000")).isEqualTo("OTHER");
            assertThat(kind("640181100500")).isEqualTo("VILLAGE");
        }
    }

    @Test
    void takesRowsInAnyOrderAndGb18030() {
        byte[] file = (HEAD
                        + "991101001001\t991101001000\tcommunity\t乱序居民委员会\t社区居委会\n"
                        + "991101001000\t991101000000\tstreet\t乱序街道\t街道\n"
                        + "991101000000\t991100000000\tdistrict\t乱序区\t区\n"
                        + "991100000000\t\tcity\t乱序市\t市\n")
                .getBytes(java.nio.charset.Charset.forName("GB18030"));

        assertThat(take(new ByteArrayResource(file)).created()).isEqualTo(4);
        assertThat(jdbc.sql("select name from area where code = '991101001001'")
                        .query(String.class)
                        .single())
                .isEqualTo("乱序社区");
    }

    @Test
    void refusesTheWholeFileAndNamesEachBadRow() {
        ImportOutcome outcome = take(HEAD
                + "992100000000\t\tcity\t坏市\t市\n"
                + "9921010000\t992100000000\tdistrict\t短码区\t区\n"
                + "992102000000\t999999000000\tdistrict\t孤儿区\t区\n"
                + "992103001000\t992100000000\tstreet\t越级街道\t街道\n"
                + "992100000000\t\tcity\t坏市\t市\n"
                + "992104000000\t992100000000\tplanet\t怪级区\t区\n"
                + "992105000000\t992100000000\tdistrict\t\t区\n");

        assertThat(outcome.errors())
                .extracting(RowError::row, RowError::key)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(3, "organisation.code-invalid"),
                        org.assertj.core.api.Assertions.tuple(4, "organisation.import.parent-unknown"),
                        org.assertj.core.api.Assertions.tuple(5, "organisation.area-wrong-parent"),
                        org.assertj.core.api.Assertions.tuple(6, "organisation.import.duplicate"),
                        org.assertj.core.api.Assertions.tuple(7, "organisation.import.level-unknown"),
                        org.assertj.core.api.Assertions.tuple(8, "organisation.import.name-length"));
        assertThat(count("9921%", "CITY")).isZero();
        assertThat(jdbc.sql("select count(*) from import_error where run_id = ?")
                        .param(outcome.run())
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void changesNothingInADryRun() {
        ImportOutcome outcome = divisions.take(
                source(HEAD + "993100000000\t\tcity\t试跑市\t市\n"), "dry.tsv", Actor.system(), true, done -> {});

        assertThat(outcome.created()).isEqualTo(1);
        assertThat(count("9931%", "CITY")).isZero();
    }

    @Test
    void tellsAboutAnotherNameWithoutTakingIt() {
        take(HEAD + "994100000000\t\tcity\t旧名市\t市\n");

        ImportOutcome outcome = take(HEAD + "994100000000\t\tcity\t新名市\t市\n");

        assertThat(outcome.isRefused()).isFalse();
        assertThat(outcome.notes()).extracting(RowError::key).containsExactly("organisation.import.note-differs");
    }

    @Test
    void tellsTheProgress() {
        AtomicInteger last = new AtomicInteger();
        divisions.take(source(HEAD + "995100000000\t\tcity\t进度市\t市\n"), "p.tsv", Actor.system(), false, last::set);

        assertThat(last).hasValue(1);
    }

    @Test
    void refusesAWrongHeaderAndAStranger() {
        assertThatThrownBy(() -> take("代码\t名称\n1\t2\n"))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.key()).isEqualTo("organisation.import.header"));
        Actor clerk = new Actor(
                AccountId.next(),
                "x",
                List.of(new PostGrant(Role.STREET_DESK, AreaId.next(), AreaLevel.STREET, null, "x")));
        assertThatThrownBy(() -> divisions.take(source(HEAD), "x", clerk, false, done -> {}))
                .isInstanceOf(Forbidden.class);
    }

    private ImportOutcome take(String text) {
        return take(source(text));
    }

    private static ByteArrayResource source(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportOutcome take(org.springframework.core.io.InputStreamSource source) {
        return divisions.take(source, "test.tsv", Actor.system(), false, done -> {});
    }

    private int count(String codes, String level) {
        return jdbc.sql("select count(*) from area where code like ? and level = ? and valid_to is null")
                .params(codes, level)
                .query(Integer.class)
                .single();
    }

    private String kind(String code) {
        return jdbc.sql("select kind from area where code = ?")
                .param(code)
                .query(String.class)
                .single();
    }
}
