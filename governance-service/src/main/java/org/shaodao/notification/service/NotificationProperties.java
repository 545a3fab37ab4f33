package org.shaodao.notification.service;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the copies.
 *
 * @param baseUrl address of the platform as people type it, for the links in copies; without it copies carry no link
 * @param robotHosts the only hosts robots may live on, so that a setting cannot make the platform call its own network
 * @param mailFrom sender of e-mail copies
 * @param keep how long notices are kept in the inbox
 * @param giveUpAfter how long a copy is tried
 * @param timeout how long one answer is waited for
 */
@ConfigurationProperties("shaodao.notification")
public record NotificationProperties(
        @Nullable String baseUrl,

        @DefaultValue({"qyapi.weixin.qq.com", "oapi.dingtalk.com"})
        List<String> robotHosts,

        @DefaultValue("shaodao@localhost") String mailFrom,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("5s") Duration timeout) {

    /** The absolute address of a path, or null where nobody said what the platform is called. */
    @Nullable
    String link(String path) {
        return baseUrl == null || baseUrl.isBlank() ? null : baseUrl.replaceAll("/+$", "") + path;
    }
}
