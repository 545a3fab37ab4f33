package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordIndexTests {

    private final CategoryId lights = CategoryId.next();
    private final CategoryId drains = CategoryId.next();
    private final CategoryId noise = CategoryId.next();
    private final CategoryId questions = CategoryId.next();

    private final KeywordIndex index = new KeywordIndex(List.of(
            new KeywordIndex.Source(lights, "路灯 不亮"),
            new KeywordIndex.Source(drains, "下水道 堵塞+下水 -厨房"),
            new KeywordIndex.Source(noise, "施工+噪音,夜间施工、ＫＴＶ"),
            new KeywordIndex.Source(questions, "~请问 ~咨询"),
            new KeywordIndex.Source(CategoryId.next(), null)));

    @Test
    void findsTheCategoryAndTheWordsThatMatched() {
        assertThat(index.best("小区门口路灯不亮三天了")).hasValueSatisfying(match -> {
            assertThat(match.category()).isEqualTo(lights);
            assertThat(match.words()).containsExactlyInAnyOrder("路灯", "不亮");
        });
        assertThat(index.best("没有合适的词")).isEmpty();
        assertThat(index.best("")).isEmpty();
    }

    @Test
    void ignoresWhiteSpaceWidthAndCase() {
        assertThat(index.best("楼下的 ktv 太吵").orElseThrow().category()).isEqualTo(noise);
        assertThat(index.best("路\n 灯 坏了").orElseThrow().category()).isEqualTo(lights);
    }

    @Test
    void needsAllPartsOfAPair() {
        assertThat(index.best("工地的噪音")).isEmpty();
        assertThat(index.best("工地施工的噪音").orElseThrow().words()).containsExactly("施工+噪音");
    }

    @Test
    void keepsAwayFromUnwantedWords() {
        assertThat(index.best("下水道堵了").orElseThrow().category()).isEqualTo(drains);
        assertThat(index.best("厨房的下水道堵了")).isEmpty();
    }

    @Test
    void weakWordsCountLittle() {
        assertThat(index.best("请问、咨询").orElseThrow().category()).isEqualTo(questions);
        assertThat(index.best("请问，咨询一下，" + "很长的背景".repeat(10) + "路灯")
                        .orElseThrow()
                        .category())
                .isEqualTo(lights);
    }

    @Test
    void theBeginningWeighsMore() {
        assertThat(index.best("路灯坏了。" + "补充说明".repeat(10) + "夜间施工")
                        .orElseThrow()
                        .category())
                .isEqualTo(noise);
        assertThat(index.best("路灯不亮。" + "补充说明".repeat(10) + "施工噪音")
                        .orElseThrow()
                        .category())
                .isEqualTo(lights);
    }
}
