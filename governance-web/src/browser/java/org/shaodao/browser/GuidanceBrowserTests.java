package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Duty lists, policy documents, the load of grid workers and admission requests in a real browser. */
class GuidanceBrowserTests extends BrowserFlow {

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void loadTheDemonstration() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
    }

    @Test
    void aDutyListIsPublishedAndReadByTheWorkerOnThePhone() {
        Page desk = openDesk();
        signIn(desk, "supervisor1", password.value());
        desk.navigate("/duties");
        look(desk, "duties");
        desk.navigate("/duties/post?post=WORKER");
        desk.locator("#duties").fill("每日巡查网格一次,发现问题当场上报\n每月走访独居老人一次\n协助核查办结事项");
        desk.locator("#documentNumber").fill("示例发〔2026〕1号");
        desk.locator("main form .btn-primary").click();
        desk.locator("ol.duties").waitFor();
        look(desk, "duty");

        Page phone = openPhone();
        signIn(phone, "worker1", password.value());
        phone.navigate("/my-duties");
        assertThat(phone.locator("ol.duties li").count()).isEqualTo(3);
        assertAccessible(phone);
        picture(phone, "my-duties-360");
    }

    @Test
    void aDocumentIsAddedFoundAndWithdrawn() {
        Page page = openDesk();
        signIn(page, "supervisor1", password.value());
        page.navigate("/policies");
        look(page, "policies-empty");
        page.navigate("/policies/new");
        page.locator("#title").fill("关于加强楼栋长队伍建设的实施意见(示例)");
        page.locator("#number").fill("示例发〔2026〕12号");
        page.locator("#issuer").fill("示例区委组织部");
        page.locator("#issuedOn").fill("2026-01-15");
        look(page, "policy-new");
        page.locator("input[type=file]")
                .setInputFiles(
                        new FilePayload("意见.pdf", "application/pdf", "%PDF-1.4 示例".getBytes(StandardCharsets.UTF_8)));
        page.locator("main form .btn-primary").click();
        page.locator("#withdraw-h").waitFor();
        String document = page.url();
        look(page, "policy");
        page.navigate("/policies?words=楼栋长");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        look(page, "policies");
        page.navigate("/coverage");
        assertThat(page.locator("#load").count()).isEqualTo(1);
        look(page, "coverage-load");
        page.navigate("/coverage/worker-load");
        look(page, "coverage-load-list");

        page.navigate(document);
        page.locator("form[action$='/withdraw'] [name=reason]").fill("已有新文件代替");
        page.locator("form[action$='/withdraw'] button[type=submit]").click();
        page.locator(".notice-box-warn").waitFor();
        assertThat(page.locator(".notice-box-warn").textContent()).contains("已有新文件代替");
        assertThat(page.locator("form[action$='/withdraw']").count()).isZero();
        look(page, "policy-withdrawn");
    }

    @Test
    void anAdmissionIsAskedForReviewedAndAgreedTo() {
        Page page = openDesk();
        signIn(page, "urban1", password.value());
        page.navigate("/admissions/new");
        page.locator("#category").selectOption(category("0205"));
        page.locator("#matter").fill("每月入户宣传一次节约用水");
        page.locator("#from").fill(LocalDate.now().toString());
        page.locator("#until").fill(LocalDate.now().plusMonths(6).toString());
        page.locator("#legalBasis").fill("《示例条例》第三条");
        page.locator("#money").fill("每件五元");
        page.locator("#people").fill("派一人驻点");
        look(page, "admission-new");
        page.locator("#training").fill("每季一次");
        page.locator("main form .btn-primary").click();
        page.locator("ol.timeline").waitFor();
        String address = page.url();

        Page supervisor = openDesk();
        signIn(supervisor, "supervisor1", password.value());
        supervisor.navigate(address);
        look(supervisor, "admission");
        supervisor.navigate("/admissions");
        look(supervisor, "admissions");

        Page office = openDesk();
        signIn(office, "district1", password.value());
        office.navigate(address);
        office.locator("#note").fill("条件具备");
        office.locator("button[name=action][value=REVIEW]").click();
        office.locator("ol.timeline").getByText("条件具备").waitFor();
        supervisor.navigate(address);
        supervisor.locator("button[name=action][value=APPROVE]").click();
        if (supervisor.locator("input[name=seen]").count() > 0) {
            // cases wait that it would alter: they are shown first
            look(supervisor, "admission-effect");
            supervisor.locator("button[name=action][value=APPROVE]").click();
        }
        supervisor.waitForURL(url -> url.equals(address));
        assertThat(jdbc.sql("select state from admission_request where id = ?")
                        .param(UUID.fromString(address.substring(address.lastIndexOf('/') + 1)))
                        .query(String.class)
                        .single())
                .isEqualTo("LISTED");
        look(supervisor, "admission-listed");
        page.navigate("/notices");
        assertThat(page.locator("main").textContent()).contains("已批准，列入清单");
        look(page, "admission-notices");
    }

    private String category(String code) {
        return jdbc.sql("select id from category where code = ?")
                .param(code)
                .query(UUID.class)
                .single()
                .toString();
    }
}
