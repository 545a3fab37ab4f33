package org.shaodao.notification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a copy together so that it fits into what a group robot takes (practice finding 18). */
public final class CopyText {

    /** Longest text of a robot message, in bytes of UTF-8. */
    public static final int ROBOT_BYTES = 2048;

    /**
     * The head, as many whole lines as fit, and where some do not, the sentence that says how many more there are.
     *
     * @param more makes the closing sentence for a number of lines left out
     * @param foot closing line that must always stand, for example the address of the inbox; may be null
     */
    public static String fit(
            String head, List<String> lines, IntFunction<String> more, @Nullable String foot, int bytes) {
        String end = foot == null ? "" : "\n" + foot;
        StringBuilder text = new StringBuilder(cut(head, bytes - size(end)));
        List<String> left = new ArrayList<>(lines);
        while (!left.isEmpty()) {
            String next = "\n" + left.get(0);
            String rest = left.size() == 1 ? "" : "\n" + more.apply(left.size() - 1);
            if (size(text) + size(next) + size(rest) + size(end) > bytes) {
                String closing = "\n" + more.apply(left.size());
                if (size(text) + size(closing) + size(end) <= bytes) {
                    text.append(closing);
                }
                break;
            }
            text.append(next);
            left.remove(0);
        }
        return text.append(end).toString();
    }

    /** At most so many bytes of UTF-8, never half a character. */
    public static String cut(String text, int bytes) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (used > bytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static int size(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private CopyText() {}
}
