package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every sentence a case sends out stands in both languages, and every sentence that stands there is sent. */
class CaseNoticesTests {

    private static final Path SOURCE = Path.of("src/main/java/org/shaodao/casework/CaseNotices.java");
    private static final Path WORDS = Path.of("../governance-web/src/main/resources/messages/notices.properties");

    @Test
    void sentencesAndNoticesAreTheSame() throws IOException {
        String source = Files.readString(SOURCE);
        List<String> sent = java.util.regex.Pattern.compile("(?:kase(?:\\.\\w+\\(\\))?|left|joined), \"([a-z-]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> written = Files.readAllLines(WORDS).stream()
                .filter(line -> line.startsWith("casework.notice."))
                .map(line -> line.substring("casework.notice.".length(), line.indexOf('=')))
                .toList();

        assertThat(sent).contains("reported", "return-approved", "merged");
        assertThat(written).containsAll(sent);
    }
}
