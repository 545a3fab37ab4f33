package org.shaodao.identity.service;

/** The network block a request comes from: /24 of an IPv4 address, /48 of an IPv6 one. */
final class SourceBlock {

    static String of(String address) {
        if (address.indexOf(':') >= 0) {
            String[] parts = expand(address).split(":", -1);
            return parts.length < 3 ? "?" : parts[0] + ":" + parts[1] + ":" + parts[2] + "::/48";
        }
        int lastDot = address.lastIndexOf('.');
        return lastDot < 0 ? "?" : address.substring(0, lastDot) + ".0/24";
    }

    private static String expand(String address) {
        String plain = address.startsWith("[") ? address.substring(1, address.indexOf(']')) : address;
        int zone = plain.indexOf('%');
        plain = zone < 0 ? plain : plain.substring(0, zone);
        int gap = plain.indexOf("::");
        if (gap < 0) {
            return plain;
        }
        String head = plain.substring(0, gap);
        String tail = plain.substring(gap + 2);
        int have =
                (head.isEmpty() ? 0 : head.split(":", -1).length) + (tail.isEmpty() ? 0 : tail.split(":", -1).length);
        String zeros = "0:".repeat(Math.max(0, 8 - have));
        String joined = (head.isEmpty() ? "" : head + ":") + zeros + tail;
        return joined.endsWith(":") ? joined.substring(0, joined.length() - 1) : joined;
    }

    private SourceBlock() {}
}
