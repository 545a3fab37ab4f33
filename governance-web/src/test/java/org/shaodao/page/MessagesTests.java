package org.shaodao.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Words: both languages in step, nothing missing, nothing written into a template; each check proven on a bad sample. */
class MessagesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final List<Path> SOURCES = List.of(
            Path.of("../governance-domain/src/main/java"),
            Path.of("../governance-service/src/main/java"),
            Path.of("src/main/java"));

    /** Enums that no page shows; every other one needs a word for each constant in both languages. */
    private static final Set<String> NEVER_SHOWN = Set.of(
            "Tone",
            "FileType",
            "Light",
            "CaseView",
            "GridColumn",
            "Subject",
            "What",
            "Relation",
            "WhistleRelation",
            "WhistleView",
            "Seat",
            "Grouping",
            "Policy",
            "Reason",
            "State",
            "Shelf",
            "Tab",
            "ClockKind",
            "AlarmStep",
            "GridUnitType");

    private static final Pattern KEY = Pattern.compile("#\\{([A-Za-z][\\w.\\-]*)[})(]");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern LETTER = Pattern.compile("\\p{L}{2,}|\\p{IsHan}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern RULE = Pattern.compile(
            "(?:new RuleViolation|new Forbidden|addFlashAttribute\\(\\s*\"(?:notice|warning)\",|RuleViolation\\.require)"
                    + "(?:\\((?:[^;\"]|\"(?![a-z]))*?)?\\s*\"([a-z][\\w\\-]*(?:\\.[\\w\\-]+)+)\"");

    private static final Pattern SUBJECT =
            Pattern.compile("(?:new Recorded\\(\\s*|String SUBJECT = |String subjectType\\(\\) \\{\\s*return )"
                    + "\"([a-z][a-z\\-]*)\"");

    /** Half-width signs that touch a Chinese character or a quotation, outside of arguments. */
    private static final Pattern HALF_WIDTH = Pattern.compile("[\\p{IsHan}”][,;:?!]|[,;:?!][\\p{IsHan}“]");

    @Test
    void bothLanguagesAreInStep() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(RESOURCES.resolve("messages"), "properties")) {
            String name = file.getFileName().toString();
            if (!name.endsWith("_en.properties")) {
                Path english = file.resolveSibling(name.replace(".properties", "_en.properties"));
                wrong.addAll(outOfStep(name, read(file), read(english)));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aKeyStandsInOneFileOnly() throws IOException {
        Map<String, String> where = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        for (Path file : files(RESOURCES.resolve("messages"), "properties")) {
            String name = file.getFileName().toString();
            if (!name.endsWith("_en.properties")) {
                for (String key : keysAsWritten(file)) {
                    String before = where.put(key, name);
                    if (before != null) {
                        twice.add(key + " in " + before + " and " + name);
                    }
                }
            }
        }

        assertThat(twice).isEmpty();
    }

    @Test
    void everyKeyOfATemplateExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path file : files(RESOURCES.resolve("templates"), "html")) {
            for (String key : keysIn(Files.readString(file))) {
                if (!all().containsKey(key)) {
                    missing.add(file.getFileName() + ": " + key);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyRuleAndNoticeHasItsSentence() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path root : SOURCES) {
            for (Path file : files(root, "java")) {
                for (String key : rulesIn(Files.readString(file))) {
                    if (!all().containsKey(key)) {
                        missing.add(file.getFileName() + ": " + key);
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyConstantThatIsShownHasItsWord() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Class<?> type : enums()) {
            if (!NEVER_SHOWN.contains(type.getSimpleName())) {
                missing.addAll(unlabelled(type, all()));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everySubjectOfTheAuditHasItsWord() throws IOException {
        Set<String> subjects = new TreeSet<>();
        for (Path root : SOURCES) {
            for (Path file : files(root, "java")) {
                subjects.addAll(subjectsIn(Files.readString(file)));
            }
        }

        assertThat(subjects).hasSizeGreaterThan(20);
        assertThat(subjects).allSatisfy(subject -> assertThat(all()).containsKey("audit.subject." + subject));
    }

    @Test
    void everyEntryOfTheMenuIsExplainedOnTheHelpPage() throws IOException {
        Properties all = all();

        assertThat(Menu.all()).isNotEmpty().allSatisfy(item -> assertThat(all).containsKey("help." + item.key()));
    }

    @Test
    void chineseIsPunctuatedAsChinese() throws IOException {
        List<String> half = new ArrayList<>();
        all().forEach((key, text) -> {
            if (isHalfWidth((String) text)) {
                half.add(key + "=" + text);
            }
        });

        assertThat(half).isEmpty();
    }

    @Test
    void noTemplateCarriesWordsOfItsOwn() throws IOException {
        List<String> literal = new ArrayList<>();
        for (Path file : files(RESOURCES.resolve("templates"), "html")) {
            literalTextIn(Files.readString(file)).forEach(text -> literal.add(file.getFileName() + ": " + text));
        }

        assertThat(literal).isEmpty();
    }

    @Test
    void theChecksCatchBadSamples() {
        String bad = "<main title='Cases'><!-- 注释 --><h1 th:text=\"#{no.such.key}\">工单</h1><p>two words</p>"
                + "<p th:text=\"'已受理'\"></p><kbd>j</kbd><b>·</b></main>";

        assertThat(keysIn(bad)).containsExactly("no.such.key");
        assertThat(literalTextIn(bad)).containsExactlyInAnyOrder("title=Cases", "工单", "two words", "th:text='已受理'");
        assertThat(rulesIn(
                        "RuleViolation.require(a.b(\"X\") > 1, \"casework.too-late\", 3); throw new RuleViolation(\n \"a.b\");"
                                + " flash.addFlashAttribute(\"notice\", \"casework.done\");"))
                .containsExactly("casework.too-late", "a.b", "casework.done");
        assertThat(subjectsIn("new Recorded(\n \"void-request\", id); static final String SUBJECT = \"post\";"))
                .containsExactly("post", "void-request");
        assertThat(isHalfWidth("先保存,再确认")).isTrue();
        assertThat(isHalfWidth("点“刷新”:查看")).isTrue();
        assertThat(isHalfWidth("{0,number,#} 件，10:30 起")).isFalse();
        assertThat(unlabelled(Thread.State.class, new Properties())).contains("State.NEW");

        Properties chinese = new Properties();
        chinese.setProperty("a", "甲 {0}");
        chinese.setProperty("b", "乙");
        chinese.setProperty("d", "它'的 {0}");
        Properties english = new Properties();
        english.setProperty("a", "A");
        english.setProperty("c", "C");
        english.setProperty("d", "丁 {0}");
        assertThat(outOfStep("x", chinese, english))
                .containsExactlyInAnyOrder(
                        "x: a takes other arguments in English",
                        "x: b has no English",
                        "x: c has no Chinese",
                        "x: d has a single quote beside an argument",
                        "x: d is not English");
    }

    private static List<String> outOfStep(String file, Properties chinese, Properties english) {
        List<String> wrong = new ArrayList<>();
        Set<String> keys = new TreeSet<>(chinese.stringPropertyNames());
        keys.addAll(english.stringPropertyNames());
        for (String key : keys) {
            String zh = chinese.getProperty(key, "");
            String en = english.getProperty(key, "");
            Consumer<String> complain = text -> wrong.add(file + ": " + key + " " + text);
            if (zh.isBlank()) {
                complain.accept("has no Chinese");
            } else if (en.isBlank()) {
                complain.accept("has no English");
            } else if (!arguments(zh).equals(arguments(en))) {
                complain.accept("takes other arguments in English");
            }
            if (hasLoneQuote(zh) || hasLoneQuote(en)) {
                complain.accept("has a single quote beside an argument");
            }
            if (HAN.matcher(en).find() && !key.startsWith("language.")) {
                complain.accept("is not English");
            }
        }
        return wrong;
    }

    private static boolean hasLoneQuote(String text) {
        return !arguments(text).isEmpty() && text.replace("''", "").contains("'");
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static Set<String> keysIn(String template) {
        return KEY.matcher(template.replaceAll("(?s)<!--.*?-->", ""))
                .results()
                .map(found -> found.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static List<String> rulesIn(String source) {
        Matcher matcher = RULE.matcher(source);
        List<String> keys = new ArrayList<>();
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private static Set<String> subjectsIn(String source) {
        return SUBJECT.matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static boolean isHalfWidth(String text) {
        return HALF_WIDTH.matcher(text.replaceAll("\\{[^}]*}", "")).find();
    }

    private static List<String> unlabelled(Class<?> type, Properties words) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> type.getSimpleName() + "." + ((Enum<?>) constant).name())
                .filter(key -> !words.containsKey(key))
                .toList();
    }

    /** Words outside expressions: text between tags, attributes people see, Chinese in expressions. */
    private static List<String> literalTextIn(String template) {
        List<String> literal = new ArrayList<>();
        Element root = Jsoup.parse(template);
        root.traverse((node, depth) -> {
            if (node instanceof TextNode text && !isKey(text)) {
                String shown = text.text().replaceAll("\\[\\[.*?]]", "").strip();
                if (LETTER.matcher(shown).find()) {
                    literal.add(shown);
                }
            }
            if (node instanceof Element element) {
                for (Attribute attribute : element.attributes()) {
                    boolean seen = Set.of("title", "alt", "placeholder", "aria-label", "label")
                            .contains(attribute.getKey());
                    if (seen && LETTER.matcher(attribute.getValue()).find()
                            || HAN.matcher(attribute.getValue()).find()) {
                        literal.add(attribute.getKey() + "=" + attribute.getValue());
                    }
                }
            }
        });
        return literal;
    }

    private static boolean isKey(TextNode text) {
        Element parent = text.parent();
        return parent != null && Set.of("kbd", "code").contains(parent.normalName());
    }

    private static Collection<Class<?>> enums() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return true;
            }
        };
        scanner.addIncludeFilter(new AssignableTypeFilter(Enum.class));
        Map<String, Class<?>> found = new TreeMap<>();
        scanner.findCandidateComponents("org.shaodao").forEach(definition -> {
            try {
                Class<?> type = Class.forName(definition.getBeanClassName());
                boolean main = !type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .contains("test-classes");
                if (main && type.isEnum()) {
                    found.put(type.getName(), type);
                }
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return found.values();
    }

    private static Properties all() throws IOException {
        Properties all = new Properties();
        for (Path file : files(RESOURCES.resolve("messages"), "properties")) {
            if (!file.getFileName().toString().endsWith("_en.properties")) {
                all.putAll(read(file));
            }
        }
        return all;
    }

    private static Properties read(Path file) {
        Properties words = new Properties();
        if (!Files.exists(file)) {
            return words;
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }

    private static List<String> keysAsWritten(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("[A-Za-z][^=]*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith("." + ending))
                    .sorted()
                    .toList();
        }
    }
}
