package org.shaodao.notification.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.Channel;
import org.shaodao.notification.CopyText;
import org.shaodao.notification.TargetAddress;
import org.springframework.stereotype.Component;

/** Group robots of WeCom and DingTalk: one JSON text to their web address, which answers with an error code. */
@Component
class RobotSender implements CopySender {

    private static final Pattern CODE = Pattern.compile("\"errcode\"\\s*:\\s*(-?\\d+)");
    private static final int ANSWER_BYTES = 4096;

    private final HttpClient http;
    private final Duration timeout;
    private final Clock clock;

    RobotSender(NotificationProperties properties, Clock clock) {
        this.timeout = properties.timeout();
        this.clock = clock;
        // an answer that leads elsewhere is no answer: the address was checked, another one was not
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public boolean serves(Channel channel) {
        return channel.isRobot();
    }

    @Override
    public int longest() {
        return CopyText.ROBOT_BYTES;
    }

    @Override
    public Answer send(Channel channel, TargetAddress address, String subject, String text) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri(channel, address))
                    .timeout(timeout)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(body(text)))
                    .build();
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                return answer(
                        response.statusCode(), new String(in.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8).strip());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer(false, stopped.getClass().getSimpleName());
        } catch (IOException | IllegalArgumentException | GeneralSecurityException unreachable) {
            return new Answer(false, unreachable.getClass().getSimpleName());
        }
    }

    private static Answer answer(int status, String text) {
        Matcher code = CODE.matcher(text);
        boolean accepted = status == 200 && code.find() && code.group(1).equals("0");
        return new Answer(accepted, "HTTP " + status + " " + text);
    }

    private URI uri(Channel channel, TargetAddress address) throws GeneralSecurityException {
        String secret = address.secret();
        return URI.create(
                channel == Channel.DINGTALK && secret != null
                        ? signed(address.address(), secret, clock.millis())
                        : address.address());
    }

    /** DingTalk's signature: the milliseconds and the key, hashed with the key. */
    static String signed(String address, String secret, long millis) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = mac.doFinal((millis + "\n" + secret).getBytes(StandardCharsets.UTF_8));
        String sign = URLEncoder.encode(Base64.getEncoder().encodeToString(hash), StandardCharsets.UTF_8);
        return address + (address.contains("?") ? "&" : "?") + "timestamp=" + millis + "&sign=" + sign;
    }

    private static String body(String text) {
        return "{\"msgtype\":\"text\",\"text\":{\"content\":\"" + escaped(text) + "\"}}";
    }

    private static String escaped(@Nullable String text) {
        StringBuilder out = new StringBuilder();
        for (char c : String.valueOf(text).toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
