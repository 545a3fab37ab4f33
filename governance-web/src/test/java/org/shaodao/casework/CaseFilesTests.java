package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaodao.support.TestPictures.part;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFileSheet;
import org.shaodao.casework.service.CaseFiles;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.TestDatabase;
import org.shaodao.support.TestPictures;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@FlowTests
class CaseFilesTests {

    private static final String REPORT = "/phone/report";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Autowired
    CaseFiles files;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Categories categories;

    World world;
    Pages pages;
    Actor worker;
    Actor clerk;
    Actor stranger;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        stranger = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
    }

    @AfterEach
    void leave() {
        clock.reset();
    }

    @Test
    void aPhonePhotoLosesItsPlaceAndStandsUpright() throws Exception {
        byte[] taken = TestPictures.phonePhoto(600, 400);
        assertThat(gps(taken)).as("the photo tells where it was taken").isTrue();
        CaseId id = reported(Map.of(), part("photos", "IMG_1.jpg", taken));

        CaseFileSheet.Row row = only(id);
        MockHttpServletResponse served = open(worker, id, row.id(), "");

        assertThat(row.kind()).isEqualTo(CaseFileKind.BEFORE);
        assertThat(served.getStatus()).isEqualTo(200);
        assertThat(served.getContentType()).isEqualTo("image/jpeg");
        assertThat(served.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(served.getHeader("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(served.getHeader("Cache-Control")).contains("private");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(served.getContentAsByteArray()));
        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(image.getHeight()).isEqualTo(600);
        for (byte[] content : List.of(
                served.getContentAsByteArray(),
                open(worker, id, row.id(), "/thumbnail").getContentAsByteArray())) {
            assertThat(gps(content)).isFalse();
            assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(content))
                            .containsDirectoryOfType(ExifIFD0Directory.class))
                    .isFalse();
        }
        assertThat(pages.get(clerk, "/cases/" + id).page().select(".case-photo img"))
                .hasSize(1);
    }

    @Test
    void largePhotosAreMadeSmallerAndSmallOnesAreNotBlownUp() throws Exception {
        CaseId id = reported(
                Map.of(),
                part("photos", "a.jpg", TestPictures.picture("jpg", 4000, 3000)),
                part("photos", "b.png", TestPictures.picture("png", 50, 40)));

        assertThat(files.sheet(worker, id).rows())
                .extracting(CaseFileSheet.Row::name, CaseFileSheet.Row::width, CaseFileSheet.Row::height)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a.jpg", 2560, 1920),
                        org.assertj.core.groups.Tuple.tuple("b.jpg", 50, 40));
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(
                open(worker, id, files.sheet(worker, id).rows().get(0).id(), "/thumbnail")
                        .getContentAsByteArray()));
        assertThat(Math.max(small.getWidth(), small.getHeight())).isLessThanOrEqualTo(320);
    }

    @Test
    void nobodyOutsideTheAreaSeesAFileOrLearnsThatItExists() throws Exception {
        CaseId id = reported(Map.of(), photo("a.jpg"));
        CaseFileId file = only(id).id();
        CaseId other = reported(Map.of("description", "另一件事情在别处"));

        assertThat(open(clerk, id, file, "").getStatus()).isEqualTo(200);
        assertThat(open(stranger, id, file, "").getStatus()).isEqualTo(404);
        assertThat(open(stranger, id, file, "/thumbnail").getStatus()).isEqualTo(404);
        assertThat(open(worker, other, file, "").getStatus()).isEqualTo(404);
        assertThat(open(worker, id, CaseFileId.next(), "").getStatus()).isEqualTo(404);
        Pages.Answer added = pages.upload(
                stranger, "/cases/" + id + "/files", Map.of("kind", "EVIDENCE"), List.of(file("files", "x.jpg")));
        assertThat(added.status()).isEqualTo(404);
    }

    static Stream<Arguments> unusable() {
        byte[] jpeg = TestPictures.picture("jpg", 60, 40);
        byte[] png = TestPictures.picture("png", 60, 40);
        return Stream.of(
                Arguments.of("大图.jpg", new byte[10 * 1024 * 1024 + 1], "10 MB"),
                Arguments.of("空.jpg", new byte[0], "空文件"),
                Arguments.of("bomb.png", TestPictures.bomb(30_000, 30_000), "尺寸过大"),
                Arguments.of("huge.png", TestPictures.bomb(Integer.MAX_VALUE, Integer.MAX_VALUE), "大"),
                Arguments.of("half.png", Arrays.copyOf(png, png.length / 2), "不是可以打开的照片"),
                Arguments.of("head.jpg", Arrays.copyOf(jpeg, 20), "不是可以打开的照片"),
                Arguments.of("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(), "不是 JPG 或 PNG"),
                Arguments.of("page.jpg", "<html><script>alert(1)</script>".getBytes(), "不是 JPG 或 PNG"),
                Arguments.of("x.heic", "\0\0\0\u0018ftypheic".getBytes(StandardCharsets.ISO_8859_1), "不是 JPG 或 PNG"),
                Arguments.of("x.webp", "RIFF....WEBPVP8 ".getBytes(), "不是 JPG 或 PNG"),
                Arguments.of("x.pdf", "%PDF-1.7".getBytes(), "不是 JPG 或 PNG"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void aRefusedPhotoCostsNothingThatWasTyped(String name, byte[] content, String why) {
        Map<String, String> typed = new HashMap<>(form());
        typed.put("address", "示例路一号");
        typed.put("requesterName", "赵某");

        Pages.Answer refused = pages.upload(worker, REPORT, typed, List.of(part("photos", name, content)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#photos-error").text()).contains(why);
        assertThat(refused.page().select("textarea[name=description]").text()).isEqualTo("路口井盖破损，车辆经过有响声");
        assertThat(refused.page().select("input[name=address]").val()).isEqualTo("示例路一号");
        assertThat(refused.page().select("input[name=requesterName]").val()).isEqualTo("赵某");
        assertThat(exists(typed.get("id"))).isFalse();
    }

    @Test
    void whatHidesBehindThePixelsIsGone() throws Exception {
        CaseId id = reported(Map.of(), part("photos", "a.jpg", TestPictures.polyglot()));

        assertThat(new String(open(worker, id, only(id).id(), "").getContentAsByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("script");
    }

    @Test
    void documentsAreHandedOverToBeSavedAndNeverShown() throws Exception {
        CaseId id = reported(Map.of());
        byte[] docx = TestPictures.zip("[Content_Types].xml", "word/document.xml");
        Pages.Answer added = pages.upload(
                worker,
                "/cases/" + id + "/files",
                Map.of("kind", "DOCUMENT"),
                List.of(part("files", "../../etc/说明 “一”\r\n.html", "%PDF-1.7 <script>".getBytes())));
        clock.set(Instant.parse("2026-03-02T02:01:00Z"));
        pages.upload(
                worker, "/cases/" + id + "/files", Map.of("kind", "DOCUMENT"), List.of(part("files", "协议.docx", docx)));

        assertThat(added.status()).isEqualTo(302);
        List<CaseFileSheet.Row> rows = files.sheet(worker, id).rows();
        assertThat(rows).extracting(CaseFileSheet.Row::name).containsExactly("说明 “一” .pdf", "协议.docx");
        MockHttpServletResponse pdf = open(worker, id, rows.get(0).id(), "");
        assertThat(pdf.getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%E8%AF%B4%E6%98%8E");
        assertThat(pdf.getContentType()).isEqualTo("application/pdf");
        assertThat(open(worker, id, rows.get(1).id(), "").getContentAsByteArray())
                .isEqualTo(docx);
        assertThat(open(worker, id, rows.get(1).id(), "/thumbnail").getStatus()).isEqualTo(404);
    }

    @Test
    void macrosPlainZipsAndTextAreNoDocuments() {
        CaseId id = reported(Map.of());
        for (byte[] content : List.of(
                TestPictures.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
                TestPictures.zip("a.txt"),
                TestPictures.zip("a.txt", "../../x"),
                Arrays.copyOf(TestPictures.zip("[Content_Types].xml", "word/document.xml"), 60),
                "X5O!P%@AP".getBytes(),
                "just words".getBytes())) {
            Pages.Answer refused = pages.upload(
                    worker,
                    "/cases/" + id + "/files",
                    Map.of("kind", "DOCUMENT"),
                    List.of(part("files", "x.docx", content)));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select("#files .error-summary").text()).contains("不是可接收的类型");
        }
        assertThat(pages.upload(worker, "/cases/" + id + "/files", Map.of("kind", "DOCUMENT"), List.of())
                        .page()
                        .select("#files .error-summary")
                        .text())
                .contains("请先选择文件");
        assertThat(files.sheet(worker, id).rows()).isEmpty();
    }

    @Test
    void theSameFormWithTheSamePhotoSentTwiceIsOneCaseWithOnePhoto() {
        Map<String, String> typed = form();
        MockMultipartFile photo = photo("a.jpg");

        Pages.Answer first = pages.upload(worker, REPORT, typed, List.of(photo));
        Pages.Answer second = pages.upload(worker, REPORT, typed, List.of(photo));

        assertThat(second.location()).isEqualTo(first.location());
        assertThat(files.sheet(worker, CaseId.of(typed.get("id"))).rows()).hasSize(1);
    }

    @Test
    void aRemovedFileLeavesWhoWhenAndWhy() throws Exception {
        CaseId id = reported(Map.of(), photo("a.jpg"));
        CaseFileId file = only(id).id();
        String address = "/cases/" + id + "/files/" + file + "/remove";

        assertThat(pages.post(worker, address, Map.of("reason", "")).status()).isEqualTo(422);
        assertThat(pages.post(worker, address, Map.of("reason", "拍到了路人正脸")).status())
                .isEqualTo(302);

        assertThat(open(worker, id, file, "").getStatus()).isEqualTo(404);
        assertThat(pages.get(clerk, "/cases/" + id)
                        .page()
                        .select(".case-files .is-removed")
                        .text())
                .contains("拍到了路人正脸", "2026-03-02 10:00", worker.name());
        assertThat(contents(id)).isZero();
        assertThat(pages.post(worker, address, Map.of("reason", "再来一次")).status())
                .isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ? and action = ?")
                        .params(id.value(), "casework.event.REMOVE_FILE")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void onlyTheDeskRemovesWhatOthersBrought() {
        CaseId id = reported(Map.of());
        pages.upload(clerk, "/cases/" + id + "/files", Map.of("kind", "EVIDENCE"), List.of(file("files", "a.jpg")));
        String address = "/cases/" + id + "/files/" + only(id).id() + "/remove";

        assertThat(pages.post(worker, address, Map.of("reason", "不喜欢这张")).status())
                .isEqualTo(403);
        assertThat(files.sheet(worker, id).removable()).isEmpty();
        assertThat(pages.post(clerk, address, Map.of("reason", "重复上传")).status())
                .isEqualTo(302);
    }

    @Test
    void aPhotoDoesNotCostAnotherTheTextHeIsTyping() {
        CaseId id = reported(Map.of());
        long version = sheets.sheet(clerk, id).facts().version();

        pages.upload(worker, "/cases/" + id + "/files", Map.of("kind", "BEFORE"), List.of(file("files", "a.jpg")));

        assertThat(sheets.sheet(clerk, id).facts().version()).isEqualTo(version);
    }

    @Test
    void aRefusedPhotoOfTheResultKeepsTheResult() {
        CaseId id = reported(Map.of());
        desk.accept(
                clerk,
                id,
                sheets.sheet(clerk, id).facts().version(),
                categories.selectable().stream()
                        .filter(category -> !category.communityNeverLeads())
                        .findFirst()
                        .orElseThrow()
                        .id(),
                false);
        desk.handleSelf(clerk, id, sheets.sheet(clerk, id).facts().version(), null, null);
        Map<String, String> typed = Map.of(
                "version",
                String.valueOf(sheets.sheet(clerk, id).facts().version()),
                "text",
                "已经更换井盖",
                "kind",
                "SOLVED");

        Pages.Answer refused = pages.upload(
                clerk, "/cases/" + id + "/resolve", typed, List.of(part("photos", "x.gif", "GIF89a".getBytes())));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page()
                        .select("form[data-action=resolve] textarea[name=text]")
                        .text())
                .isEqualTo("已经更换井盖");
        assertThat(refused.page().select("#photos-error")).hasSize(1);
        assertThat(files.sheet(clerk, id).rows()).isEmpty();

        Pages.Answer done = pages.upload(clerk, "/cases/" + id + "/resolve", typed, List.of(photo("x.jpg")));
        assertThat(done.status()).isEqualTo(302);
        assertThat(sheets.sheet(clerk, id).facts().status()).isEqualTo(CaseStatus.RESOLVED);
        assertThat(only(id).kind()).isEqualTo(CaseFileKind.AFTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise exception 'no space left' using errcode = '53100'",
                "perform pg_terminate_backend(pg_backend_pid())"
            })
    void aFullDiskOrAKilledServerLeavesNeitherCaseNorPhotoAndTheNextTryWorks(String mishap) throws Exception {
        Map<String, String> typed = form();
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("create function full_disk() returns trigger language plpgsql as" + " $$ begin " + mishap
                    + "; return null; end $$");
            statement.execute("create trigger full_disk after insert on case_file_content"
                    + " for each row execute function full_disk()");
            try {
                Pages.Answer refused = pages.upload(worker, REPORT, typed, List.of(photo("a.jpg")));
                assertThat(refused.status()).isEqualTo(503);
            } finally {
                statement.execute("drop trigger full_disk on case_file_content");
                statement.execute("drop function full_disk");
            }
        }
        assertThat(exists(typed.get("id"))).isFalse();
        assertThat(orphans()).isZero();

        assertThat(pages.upload(worker, REPORT, typed, List.of(photo("a.jpg"))).status())
                .isEqualTo(302);
        assertThat(contents(CaseId.of(typed.get("id")))).isEqualTo(1);
        assertThat(orphans()).isZero();
    }

    @Test
    void aCaseTakesFortyFilesAndNineAtATime() {
        CaseId id = reported(Map.of());
        for (int round = 0; round < 4; round++) {
            assertThat(add(id, round * 9, 9).status()).isEqualTo(302);
        }
        assertThat(add(id, 100, 10).status()).isEqualTo(422);
        Pages.Answer beyond = add(id, 200, 5);

        assertThat(beyond.status()).isEqualTo(422);
        assertThat(beyond.page().select("#files .error-summary").text()).contains("40");
        assertThat(files.sheet(worker, id).rows()).hasSize(36);
        assertThat(add(id, 300, 4).status()).isEqualTo(302);
    }

    @Test
    void aDraftKeepsItsPhotos() {
        Map<String, String> typed = new HashMap<>(form());
        typed.put("action", "draft");
        pages.upload(worker, REPORT, typed, List.of(photo("a.jpg")));

        Pages.Answer again = pages.get(worker, REPORT + "?draft=" + typed.get("id"));
        assertThat(again.page().text()).contains("已随暂存保存 1 张照片");
        typed.put("action", "report");
        assertThat(pages.upload(worker, REPORT, typed, List.of()).status()).isEqualTo(302);
        assertThat(files.sheet(worker, CaseId.of(typed.get("id"))).rows()).hasSize(1);
    }

    private Pages.Answer add(CaseId id, int from, int count) {
        return pages.upload(
                worker,
                "/cases/" + id + "/files",
                Map.of("kind", "DOCUMENT"),
                IntStream.range(from, from + count)
                        .mapToObj(n -> part("files", n + ".pdf", ("%PDF-" + n).getBytes()))
                        .toList());
    }

    private CaseId reported(Map<String, String> changed, MockMultipartFile... photos) {
        Map<String, String> typed = new HashMap<>(form());
        typed.putAll(changed);
        Pages.Answer sent = pages.upload(worker, REPORT, typed, List.of(photos));
        assertThat(sent.status()).isEqualTo(302);
        return CaseId.of(typed.get("id"));
    }

    private Map<String, String> form() {
        return Map.of(
                "id",
                CaseId.next().toString(),
                "description",
                "路口井盖破损，车辆经过有响声",
                "category",
                categories.byCode("0105").orElseThrow().id().toString(),
                "action",
                "report");
    }

    private static MockMultipartFile photo(String name) {
        return file("photos", name);
    }

    private static MockMultipartFile file(String field, String name) {
        return part(field, name, TestPictures.picture("jpg", 60, 40));
    }

    private CaseFileSheet.Row only(CaseId id) {
        List<CaseFileSheet.Row> rows = files.sheet(clerk, id).rows();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private MockHttpServletResponse open(Actor actor, CaseId id, CaseFileId file, String more) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get("/cases/" + id + "/files/" + file + more)
                        .with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                                new SignedIn(actor.account(), actor.name()), null, List.of()))))
                .andReturn()
                .getResponse();
    }

    private boolean exists(String id) {
        return jdbc.sql("select exists (select 1 from governance_case where id = :id)"
                        + " or exists (select 1 from case_file where case_id = :id)")
                .param("id", UUID.fromString(id))
                .query(Boolean.class)
                .single();
    }

    private int contents(CaseId id) {
        return jdbc.sql("select count(*) from case_file_content c join case_file f on f.id = c.file_id"
                        + " where f.case_id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    private int orphans() {
        return jdbc.sql("select (select count(*) from case_file f where removed_at is null and not exists"
                        + " (select 1 from case_file_content c where c.file_id = f.id))"
                        + " + (select count(*) from case_file f where not exists"
                        + " (select 1 from governance_case g where g.id = f.case_id))")
                .query(Integer.class)
                .single();
    }

    private static boolean gps(byte[] image) throws Exception {
        Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(image));
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        return gps != null && gps.getGeoLocation() != null;
    }
}
