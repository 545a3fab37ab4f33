package org.shaodao.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BigramsTests {

    @Test
    void cutsChineseIntoPairsAndKeepsLettersAndDigits() {
        assertThat(Bigrams.of("井盖破，３号楼LED灯")).containsExactly("井盖", "盖破", "破", "3", "号楼", "楼", "led", "灯");
        assertThat(Bigrams.of("  ，。!")).isEmpty();
        assertThat(Bigrams.of("𠮷野家")).containsExactly("𠮷野", "野家", "家");
    }

    @Test
    void asksForEveryRunAsItStands() {
        assertThat(Bigrams.allOf("下水道 堵")).isEqualTo("('下水' <-> '水道') & '堵':*");
        assertThat(Bigrams.allOf("电梯故障")).isEqualTo("('电梯' <-> '梯故' <-> '故障')");
        assertThat(Bigrams.allOf("3号楼")).isEqualTo("'3':* & ('号楼')");
        assertThat(Bigrams.allOf("' | !() & \\")).isEmpty();
        assertThat(Bigrams.anyOf("井盖井盖破", 2)).isEqualTo("'井盖' | '盖井'");
    }

    @Test
    void measuresLikenessByShared() {
        assertThat(Bigrams.likeness("路口井盖破损", "路口井盖破损")).isEqualTo(1);
        assertThat(Bigrams.likeness("路口井盖破损", "小区电梯故障")).isZero();
        assertThat(Bigrams.likeness("", "小区电梯故障")).isZero();
        assertThat(Bigrams.likeness("幸福小区3号楼下水道堵塞", "幸福小区3号楼下水道堵了")).isBetween(0.7, 0.95);
    }
}
