package org.shaodao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInBrowserTests extends BrowserFlow {

    @ParameterizedTest
    @CsvSource({"1280, zh-CN", "360, zh-CN", "1280, en", "360, en"})
    void theSignInPageIsAccessible(int width, String language) {
        Page page = open(width, language, true);

        page.navigate("/sign-in");

        assertThat(page.locator("main h1")).isVisible();
        assertThat(page.locator("input[name=password]")).isVisible();
        assertAccessible(page);
        picture(page, "sign-in-" + width + "-" + language);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aWrongPasswordIsToldWithAndWithoutJavaScript(boolean javaScript) {
        Page page = open(DESK, "zh-CN", javaScript);

        page.navigate("/sign-in");
        page.locator("input[name=login]").fill("nobody");
        page.locator("input[name=password]").fill("not the password");
        page.locator("main button[type=submit]").first().click();

        assertThat(page.locator("main [role=alert]").first()).isVisible();
        assertThat(page.locator("input[name=login]")).isVisible();
    }
}
