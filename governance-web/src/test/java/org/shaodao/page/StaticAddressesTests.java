package org.shaodao.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

@FlowTests
class StaticAddressesTests {

    @Autowired
    ResourceUrlProvider addresses;

    @Autowired
    MockMvc mvc;

    @Test
    void noLinkOfAPageIsLookedForAsAFile() {
        assertThat(addresses.getHandlerMap().keySet())
                .containsExactlyInAnyOrder("/css/**", "/img/**", "/js/**", "/vendor/**");
    }

    @Test
    void filesHaveHashedAddressesThatBrowsersKeep() {
        String hashed = addresses.getForLookupPath("/css/desk.css");

        assertThat(hashed).matches("/css/desk-[0-9a-f]{32}\\.css");
        assertThat(MockMvcTester.create(mvc).get().uri(hashed))
                .hasStatusOk()
                .headers()
                .hasValue("Cache-Control", "max-age=31536000, public");
    }
}
