package org.shaodao.identity.web;

import org.jspecify.annotations.Nullable;

/** A word for the device of a session, so that its owner knows it again: browser and system, nothing more. */
final class Device {

    static String of(@Nullable String agent) {
        if (agent == null || agent.isBlank()) {
            return "?";
        }
        return browser(agent) + " · " + system(agent);
    }

    private static String browser(String agent) {
        String[][] names = {
            {"MicroMessenger", "WeChat"},
            {"Edg", "Edge"},
            {"QQBrowser", "QQ Browser"},
            {"HuaweiBrowser", "Huawei Browser"},
            {"Firefox", "Firefox"},
            {"Chrome", "Chrome"},
            {"Safari", "Safari"}
        };
        return first(agent, names);
    }

    private static String system(String agent) {
        String[][] names = {
            {"HarmonyOS", "HarmonyOS"},
            {"Android", "Android"},
            {"iPhone", "iPhone"},
            {"iPad", "iPad"},
            {"Windows", "Windows"},
            {"Mac OS", "macOS"},
            {"Linux", "Linux"}
        };
        return first(agent, names);
    }

    private static String first(String agent, String[][] names) {
        for (String[] name : names) {
            if (agent.contains(name[0])) {
                return name[1];
            }
        }
        return "?";
    }

    private Device() {}
}
