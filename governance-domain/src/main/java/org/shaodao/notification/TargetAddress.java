package org.shaodao.notification;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * Where copies go: a mailbox, or the web address of a group robot. A robot's address is a secret in itself, so pages show
 * only {@link #hint}.
 *
 * @param secret the signing key of a robot that has one
 */
public record TargetAddress(String address, @Nullable String secret, String hint) {

    private static final int SHOWN = 4;

    /**
     * A checked address.
     *
     * @param robotHosts the hosts robots may live on; the platform calls no other address
     * @throws RuleViolation when it is no mailbox, no address of an allowed host or not encrypted
     */
    public static TargetAddress of(
            Channel channel, @Nullable String raw, @Nullable String secret, Collection<String> robotHosts) {
        String address = PlainText.clean(raw);
        String key = PlainText.clean(secret);
        RuleViolation.require(!address.isEmpty(), "notification.address-missing");
        RuleViolation.require(address.length() <= 500 && key.length() <= 200, "notification.address-too-long");
        if (!channel.isRobot()) {
            RuleViolation.require(
                    address.matches("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]"),
                    "notification.address-no-mailbox");
            return new TargetAddress(address, null, hintOf(address, address.substring(address.indexOf('@'))));
        }
        URI uri = uri(address);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        String place = uri.getPort() < 0 ? host : host + ":" + uri.getPort();
        RuleViolation.require(
                robotHosts.contains(host) || robotHosts.contains(place), "notification.address-not-allowed", host);
        RuleViolation.require(
                "https".equalsIgnoreCase(uri.getScheme()) || isLoopback(host), "notification.address-not-encrypted");
        RuleViolation.require(uri.getUserInfo() == null, "notification.address-no-web-address");
        return new TargetAddress(address, key.isEmpty() ? null : key, hintOf(address, host));
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (java.net.URISyntaxException wrong) {
            throw new RuleViolation("notification.address-no-web-address");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("localhost");
    }

    private static String hintOf(String address, String known) {
        return address.startsWith("http")
                ? known + "/…" + address.substring(Math.max(0, address.length() - SHOWN))
                : address.charAt(0) + "…" + known;
    }
}
