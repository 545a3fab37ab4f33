package org.shaodao.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.RuleViolation;

class PasswordRulesTests {

    private final PasswordRules scheme = new PasswordRules(8, 3);
    private final PasswordRules standard = new PasswordRules(12, 0);

    @ParameterizedTest(name = "{0} breaks {1}")
    @CsvSource({
        "Ab1-xyz, identity.password-short",
        "abcdefgh1, identity.password-kinds",
        "Password1!, identity.password-common",
        "P@ssw0rd123, identity.password-common",
        "Shaodao#2026, identity.password-common",
        "Wangge-2026, identity.password-common",
        "Qwertyuiop-1, identity.password-common",
        "Worker1-plant7, identity.password-login"
    })
    void refusesWhatEverybodyTriesAndNamesTheRule(String password, String rule) {
        assertThatThrownBy(() -> scheme.check(password, "worker1", null))
                .isInstanceOf(RuleViolation.class)
                .hasMessage(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Teapot-71-lantern", "我家门口第3棵Tree", "kZ4!ruvwalnut"})
    void takesGoodOnes(String password) {
        assertThatCode(() -> scheme.check(password, "worker1", "old")).doesNotThrowAnyException();
    }

    @Test
    void theOtherRuleBookCountsLengthAndNotKinds() {
        assertThatCode(() -> standard.check("teapot lantern walnut", "worker1", null))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> standard.check("Teapot-71", "worker1", null)).hasMessage("identity.password-short");
    }

    @Test
    void refusesTheOldOneAndEndlessOnes() {
        assertThatThrownBy(() -> scheme.check("Teapot-71-lantern", "worker1", "Teapot-71-lantern"))
                .hasMessage("identity.password-same");
        assertThatThrownBy(() -> scheme.check("Aa1-" + "xyzuvw".repeat(30), "worker1", null))
                .hasMessage("identity.password-long");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"' Worker1 ', worker1", "ＷＯＲＫＥＲ１, worker1", "张三-01, 张三-01"})
    void loginsAreComparedWithoutCaseAndWidth(String typed, String login) {
        org.assertj.core.api.Assertions.assertThat(new Login(typed).value()).isEqualTo(login);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a b c", "-abc", "a<script>", ""})
    void refusesOddLogins(String typed) {
        assertThatThrownBy(() -> new Login(typed)).hasMessage("identity.login-invalid");
    }
}
