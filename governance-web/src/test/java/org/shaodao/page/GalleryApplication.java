package org.shaodao.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.Getter;
import lombok.Setter;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.web.CurrentActors;
import org.shaodao.shared.Slice;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All fragments and layouts on one page, without a database: to look at and to test the frame alone. */
@Configuration(proxyBeanMethods = false)
@TestComponent
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@Import({
    PageConfiguration.class,
    ErrorAdvice.class,
    ErrorPageController.class,
    ProblemPages.class,
    GalleryApplication.GalleryController.class,
    TroubleController.class
})
class GalleryApplication {

    public static void main(String[] args) {
        SpringApplication.run(GalleryApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CurrentActors currentActors() {
        Actor actor = new Actor(
                AccountId.next(),
                "王示例",
                List.of(
                        new PostGrant(Role.STREET_DESK, null, null, null, "广州路街道 接办中心"),
                        new PostGrant(Role.GRID_WORKER, null, null, null, "示例01网格 网格员")));
        return request -> "out".equals(request.getParameter("who")) ? Optional.empty() : Optional.of(actor);
    }

    @Bean
    WorkCount workCount() {
        return actor -> 12;
    }

    @Getter
    @Setter
    static class GalleryForm {
        private String title = "路灯不亮";
        private String text = "";
        private String unit = "b";
        private String day = "2026-02-14";
        private boolean urgent = true;
        private GalleryState state = GalleryState.REPORTED;
    }

    enum GalleryState {
        REPORTED,
        ACCEPTED,
        DISPATCHED,
        IN_PROGRESS,
        RETURN_REQUESTED,
        SUSPENDED,
        RESOLVED,
        VERIFIED,
        FOLLOW_UP,
        CLOSED,
        VOIDED
    }

    @Controller
    @TestComponent
    static class GalleryController {

        @GetMapping("/gallery/{look}")
        String gallery(@PathVariable String look, @RequestParam(defaultValue = "true") boolean bad, Model model) {
            Instant now = Instant.now();
            GalleryForm form = new GalleryForm();
            model.addAttribute("form", form);
            BindException errors = new BindException(form, "form");
            if (bad) {
                errors.rejectValue("title", "x", "标题太短");
                errors.rejectValue("text", "x", "请写明发生了什么");
                errors.reject("y", "同一地点已有未办结的工单");
            }
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors.getBindingResult());
            Map<String, String> options = new LinkedHashMap<>();
            options.put("a", "城管执法中队");
            options.put("b", "市场监管所");
            model.addAttribute("options", options);
            model.addAttribute("states", GalleryState.values());
            model.addAttribute("at", now.minus(Duration.ofHours(3)));
            model.addAttribute("due", now.plus(Duration.ofHours(31)));
            model.addAttribute("late", now.minus(Duration.ofHours(5)));
            model.addAttribute("slice", new Slice<>(List.of("a"), "cursor"));
            model.addAttribute("notice", "action.copied");
            return "gallery/" + look;
        }
    }
}
