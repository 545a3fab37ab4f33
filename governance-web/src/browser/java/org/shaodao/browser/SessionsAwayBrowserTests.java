package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.shaodao.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;

/** While sessions cannot be read a page says so, and nobody is signed out by it. */
class SessionsAwayBrowserTests extends StoryFlow {

    @Autowired
    TestDatabase database;

    @Test
    void thePageIsDrawnAndTheReaderStaysSignedIn() throws SQLException {
        look(1280, "zh-CN", true);
        Page page = home("community1");
        rename("spring_session", "spring_session_away");
        try {
            assertThat(page.navigate("/cases").status()).isEqualTo(500);
            assertThat(page.locator("h1").innerText()).isEqualTo("平台出错了");
            check(page);
            shot(page, "sessions-away");
        } finally {
            rename("spring_session_away", "spring_session");
        }
        assertThat(page.navigate("/cases").status()).isEqualTo(200);
        assertThat(page.url()).endsWith("/cases");
    }

    private void rename(String from, String to) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("alter table " + from + " rename to " + to);
        }
    }
}
