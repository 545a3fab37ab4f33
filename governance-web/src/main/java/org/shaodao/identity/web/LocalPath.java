package org.shaodao.identity.web;

import org.jspecify.annotations.Nullable;

/** A path inside this site to return to after sign-in; anything else becomes the home page. */
final class LocalPath {

    private static final int LONGEST = 2000;

    static String orHome(@Nullable String path) {
        return path != null && isLocal(path) ? path : "/";
    }

    private static boolean isLocal(String path) {
        return path.length() <= LONGEST
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > 0x20 && c != 0x7f && c != '\\')
                && !path.startsWith("/sign-")
                && !path.startsWith("/error")
                && !path.startsWith("/bootstrap");
    }

    private LocalPath() {}
}
