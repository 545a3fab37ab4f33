package org.shaodao.identity.web;

import java.util.List;

/** Where the files of the pages lie: free for everybody and good to keep in the browser. */
final class StaticPaths {

    private static final List<String> FOLDERS =
            List.of("/css/", "/js/", "/img/", "/icons/", "/fonts/", "/vendor/", "/static/");
    private static final List<String> FILES =
            List.of("/favicon.ico", "/favicon.svg", "/manifest.webmanifest", "/robots.txt", "/sw.js", "/offline.html");

    static boolean matches(String path) {
        return FILES.contains(path) || FOLDERS.stream().anyMatch(path::startsWith);
    }

    static String[] patterns() {
        return java.util.stream.Stream.concat(FILES.stream(), FOLDERS.stream().map(folder -> folder + "**"))
                .toArray(String[]::new);
    }

    private StaticPaths() {}
}
