package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every sentence a whistle sends out stands in the messages, and every one that stands there is sent. */
class WhistleNoticesTests {

    private static final Path SOURCE = Path.of("src/main/java/org/shaodao/whistle/WhistleNotices.java");
    private static final Path WORDS = Path.of("../governance-web/src/main/resources/messages/whistle.properties");

    @Test
    void sentencesAndNoticesAreTheSame() throws IOException {
        Set<String> sent = Pattern.compile("(?:call|all\\(call\\)|coStreets\\(\\)|response), \"([a-z-]+)\"")
                .matcher(Files.readString(SOURCE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> written = Files.readAllLines(WORDS).stream()
                .filter(line -> line.startsWith("whistle.notice."))
                .map(line -> line.substring("whistle.notice.".length(), line.indexOf('=')))
                .collect(Collectors.toSet());

        assertThat(sent).contains("blown", "to-approve", "absent-street").isEqualTo(written);
    }
}
