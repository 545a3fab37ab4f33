package org.shaodao.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of the pages: what templates name is there, styles stay old enough for the oldest browser, files stay small. */
class StaticFilesTests {

    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static final Pattern FILE = Pattern.compile("@\\{(/[\\w\\-./]+\\.(?:css|js|svg|png|webmanifest))}");
    private static final Pattern SIGN = Pattern.compile("icons\\.svg} \\+ '#([a-z\\-]+)'\"|icon\\('([a-z\\-]+)'\\)");
    private static final Pattern LOST = Pattern.compile("<[\\w:]+(?=(?:[^>\"]|\"[^\"]*\")*?\\sth:(?:replace|insert)=)"
            + "(?=(?:[^>\"]|\"[^\"]*\")*?\\sth:(?:if|unless|each|with)=)(?:[^>\"]|\"[^\"]*\")*>");
    private static final Pattern TOO_NEW = Pattern.compile(
            "@layer|@container|:has\\(|color-mix|oklch|\\binset\\s*:|:is\\(|:where\\(|@supports|\\bdvh\\b");

    @Test
    void everyFileATemplateNamesIsThere() throws IOException {
        Set<String> missing = matches(TEMPLATES, "html", FILE).stream()
                .filter(file -> !file.startsWith("/vendor/"))
                .filter(file -> !Files.exists(STATIC.resolve(file.substring(1))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void everySignATemplateNamesIsInTheSprite() throws IOException {
        String sprite = Files.readString(STATIC.resolve("img/icons.svg"));

        assertThat(matches(TEMPLATES, "html", SIGN)).allMatch(sign -> sprite.contains("id=\"" + sign + "\""));
    }

    @Test
    void menusAndStatesUseSignsOfTheSprite() throws IOException {
        String sprite = Files.readString(STATIC.resolve("img/icons.svg"));

        assertThat(Tone.values()).allMatch(tone -> sprite.contains("id=\"" + tone.icon() + "\""));
        assertThat(Menu.all()).allMatch(item -> sprite.contains("id=\"" + item.icon() + "\""));
    }

    @Test
    void stylesUseNothingThatTheOldestBrowserLacks() throws IOException {
        assertThat(matches(STATIC.resolve("css"), "css", TOO_NEW)).isEmpty();
        assertThat(TOO_NEW.matcher("@layer base {}").find()).isTrue();
        try (Stream<Path> styles = Files.list(STATIC.resolve("css"))) {
            assertThat(styles.toList())
                    .allSatisfy(style -> assertThat(Files.readString(style).replaceAll("(?s)/\\*.*?\\*/", ""))
                            .as("nesting in " + style)
                            .doesNotContainPattern("[;}]\\s*&"));
        }
    }

    /** A replacement is done before everything else on its element, so a condition beside it would never be asked. */
    @Test
    void noConditionStandsBesideAReplacement() throws IOException {
        assertThat(matches(TEMPLATES, "html", LOST)).isEmpty();
        assertThat(LOST.matcher("<p th:if=\"${a}\" th:replace=\"~{b}\">").find())
                .isTrue();
        assertThat(LOST.matcher("<p th:if=\"${a}\"><th:block th:replace=\"~{b}\">")
                        .find())
                .isFalse();
    }

    @Test
    void filesOfThePhoneStayLight() throws IOException {
        assertThat(Files.size(STATIC.resolve("css/phone.css"))).isLessThan(20_480);
        assertThat(Files.size(STATIC.resolve("js/app.js"))).isLessThan(20_480);
        assertThat(Files.size(STATIC.resolve("img/icons.svg"))).isLessThan(20_480);
    }

    private static Set<String> matches(Path folder, String ending, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("." + ending)).toList()) {
                pattern.matcher(Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", ""))
                        .results()
                        .map(StaticFilesTests::firstGroup)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String firstGroup(MatchResult result) {
        for (int group = 1; group <= result.groupCount(); group++) {
            if (result.group(group) != null) {
                return result.group(group);
            }
        }
        return result.group();
    }
}
