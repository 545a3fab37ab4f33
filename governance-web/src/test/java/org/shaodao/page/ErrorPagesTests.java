package org.shaodao.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every refusal on a real server: the right status, a sentence, a next step, a reference, both languages, no stack. */
@SpringBootTest(
        classes = GalleryApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.servlet.multipart.max-file-size=100KB", "spring.servlet.multipart.max-request-size=200KB"
        })
class ErrorPagesTests {

    @LocalServerPort
    int port;

    private final HttpClient browser = HttpClient.newHttpClient();

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GET, /trouble/rule, 422, 现在不能这样办理, This cannot be done now",
        "GET, /trouble/missing, 404, 没有找到, Not found",
        "GET, /no-such-page, 404, 没有找到, Not found",
        "GET, /css/none.css, 404, 没有找到, Not found",
        "GET, /error, 404, 没有找到, Not found",
        "GET, /trouble/ids/not-an-id, 404, 没有找到, Not found",
        "GET, /trouble/forbidden, 403, 没有权限, Not permitted",
        "GET, /trouble/sent, 403, 没有权限, Not permitted",
        "GET, /trouble/days?day=yesterday, 400, 请求无法读取, The request could not be read",
        "GET, /trouble/days, 400, 请求无法读取, The request could not be read",
        "GET, /trouble/conflict, 405, 不能这样打开, It cannot be opened this way",
        "POST, /trouble/conflict, 409, 别人先办了一步, Somebody was faster",
        "POST, /trouble/stale, 409, 别人先办了一步, Somebody was faster",
        "POST, /trouble/files, 415, 不支持这种文件, This kind of file is not supported",
        "GET, /trouble/often, 429, 操作太频繁, Too many requests",
        "GET, /trouble/mistake, 500, 平台出错了, Something went wrong on our side",
        "GET, /trouble/template, 500, 平台出错了, Something went wrong on our side",
        "GET, /trouble/database, 503, 平台暂时无法使用, The platform is not available right now",
    })
    void tellsWhatHappened(String method, String path, int status, String chinese, String english)
            throws IOException, InterruptedException {
        HttpResponse<String> inChinese = ask(method, path, "zh-CN", false);
        HttpResponse<String> inEnglish = ask(method, path, "en", false);

        assertThat(inChinese.statusCode()).isEqualTo(status);
        assertThat(inEnglish.statusCode()).isEqualTo(status);
        assertIsHelpful(inChinese.body(), "zh-CN", chinese);
        assertIsHelpful(inEnglish.body(), "en", english);
        assertThat(inChinese.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest(name = "{0} {1} -> {2} in part of a page")
    @CsvSource({
        "GET, /trouble/rule, 422",
        "GET, /trouble/missing, 404",
        "GET, /trouble/mistake, 500",
        "POST, /trouble/conflict, 409",
        "GET, /no-such-page, 404"
    })
    void answersAPartOfAPageWithOneSentenceThatIsNotSwappedIn(String method, String path, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(method, path, "zh-CN", true);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("HX-Reswap")).contains("none");
        assertThat(URLDecoder.decode(answer.headers().firstValue("X-Problem").orElse(""), StandardCharsets.UTF_8))
                .matches("\\p{IsHan}.*");
        assertThat(answer.body()).doesNotContain("<html", "<body");
    }

    @Test
    void namesTheRuleThatWasBroken() throws IOException, InterruptedException {
        assertThat(ask("GET", "/trouble/rule", "zh-CN", false).body()).contains("请至少填写 5 个字，现在是 2 个字");
    }

    @Test
    void namesTheFunctionThatIsNotGranted() throws IOException, InterruptedException {
        assertThat(ask("GET", "/trouble/forbidden", "zh-CN", false).body()).contains("账号");
    }

    @Test
    void saysWhoWasFasterAndGivesBackWhatWasTyped() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/trouble/conflict"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", at("/cases/1?view=open").toString())
                .POST(
                        BodyPublishers.ofString(
                                "_csrf=abcdefghijkl mnop&password=one two three four five&version=3&note="
                                        + "%E5%B7%B2%E7%BB%8F%E8%81%94%E7%B3%BB%E7%89%A9%E4%B8%9A%EF%BC%8C%E6%98%8E%E5%A4%A9%E4%B8%8A%E5%8D%88%E5%A4%84%E7%90%86"))
                .build();
        Document page =
                Jsoup.parse(browser.send(request, BodyHandlers.ofString()).body());

        assertThat(page.select("dl.facts").text()).contains("李示例", "保存", "2026-02-14 14:03");
        assertThat(page.select("textarea").eachText()).containsExactly("已经联系物业，明天上午处理");
        assertThat(page.select("a.btn-primary").attr("href")).isEqualTo("/cases/1?view=open");
    }

    @Test
    void neverLeadsBackToAnotherSite() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/trouble/missing"))
                .header("Referer", "https://evil.example/cases/1")
                .build();

        assertThat(browser.send(request, BodyHandlers.ofString()).body()).doesNotContain("evil.example");
    }

    @Test
    void asksToComeBackWhileTheDatabaseIsAway() throws IOException, InterruptedException {
        assertThat(ask("GET", "/trouble/database", "zh-CN", false).headers().firstValue("Retry-After"))
                .contains("10");
    }

    @Test
    void takesAWellFormedFile() throws IOException {
        String body =
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--x--\r\n";

        assertThat(raw("/trouble/files", "multipart/form-data; boundary=x", body))
                .startsWith("HTTP/1.1 200")
                .endsWith("taken");
    }

    @Test
    void refusesAFormWithFilesWithoutBoundary() throws IOException {
        assertThat(raw("/trouble/files", "multipart/form-data", "--x\r\n\r\nhello\r\n--x--\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("请求无法读取");
    }

    @Test
    void refusesATruncatedFormWithFiles() throws IOException {
        String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhel";

        assertThat(raw("/trouble/files", "multipart/form-data; boundary=x", body))
                .startsWith("HTTP/1.1 400")
                .contains("请求无法读取");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
                + "a".repeat(150_000) + "\r\n--x--\r\n";

        assertThat(raw("/trouble/files", "multipart/form-data; boundary=x", body))
                .startsWith("HTTP/1.1 413")
                .contains("文件太大");
    }

    @Test
    void refusesARequestWithoutTheFileItNeeds() throws IOException {
        String body = "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nhello\r\n--x--\r\n";

        assertThat(raw("/trouble/files", "multipart/form-data; boundary=x", body))
                .startsWith("HTTP/1.1 400");
    }

    private static void assertIsHelpful(String body, String language, String title) {
        Document page = Jsoup.parse(body);
        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.select("h1").eachText()).containsExactly(title);
        assertThat(page.title()).contains(title);
        assertThat(page.select("main p").size()).isGreaterThanOrEqualTo(3);
        assertThat(page.select("main a.btn")).isNotEmpty();
        assertThat(page.select("main").text()).containsPattern("[2-9A-HJ-NP-Z]{8}");
        assertThat(body).doesNotContain("Exception", "at org.", "secret inside", "db.internal", "??");
    }

    private HttpResponse<String> ask(String method, String path, String language, boolean part)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .method(method, BodyPublishers.noBody())
                .header("Accept-Language", language);
        if (part) {
            request.header("HX-Request", "true");
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Sends bytes no well-behaved client would send. */
    private String raw(String path, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: zh-CN\r\n"
                + "Content-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
