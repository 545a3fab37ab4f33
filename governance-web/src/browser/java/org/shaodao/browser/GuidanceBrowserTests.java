package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.annotation.Autowired;

/** Duty lists, policy documents, the load of grid workers and admission requests in a real browser. */
class GuidanceBrowserTests extends BrowserFlow {

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

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
        look(page, "policy");
        page.navigate("/policies?words=楼栋长");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        look(page, "policies");
        page.navigate("/coverage");
        assertThat(page.locator("#load").count()).isEqualTo(1);
        look(page, "coverage-load");
        page.navigate("/coverage/worker-load");
        look(page, "coverage-load-list");
    }

    @Test
    void anAdmissionIsAskedForReviewedAndAgreedTo() {
        Page page = openDesk();
        signIn(page, "urban1", password.value());
        page.navigate("/admissions/new");
        page.locator("#category").selectOption(new SelectOption().setIndex(60));
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
    }

    private void look(Page page, String name) {
        for (int width : new int[] {DESK, PHONE}) {
            page.setViewportSize(width, 800);
            assertAccessible(page);
            picture(page, name + "-" + width);
        }
        page.setViewportSize(DESK, 900);
    }
}
