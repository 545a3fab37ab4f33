package org.shaodao.notification.service;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.CopyText;
import org.shaodao.notification.NoticeTarget;
import org.shaodao.organisation.service.Places;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words of the copies: one sentence with its link, or a digest of many. A copy is never the truth itself. */
@Component
@RequiredArgsConstructor
class CopyWording {

    private static final Locale LOCALE = Locale.SIMPLIFIED_CHINESE;

    private final MessageSource messages;
    private final NotificationProperties properties;
    private final Places places;

    /** A queued notice. */
    record Line(
            UUID notice,
            String key,
            @Nullable String arguments,
            String subjectType,
            UUID subjectId,
            @Nullable String subjectNumber) {}

    /** What leaves: the subject is for mail only. */
    record Text(String subject, String body) {}

    /** One message for all the lines. */
    Text of(NoticeTarget target, List<Line> lines, int bytes) {
        String head =
                text("notification.copy.head", places.unit(target.getUnitId()).name(), lines.size());
        return new Text(
                head,
                CopyText.fit(
                        head,
                        lines.stream().map(this::sentence).toList(),
                        count -> text("notification.copy.more", count),
                        properties.link("/notices"),
                        bytes));
    }

    /** What the test button sends. */
    Text trial(NoticeTarget target) {
        String head =
                text("notification.copy.trial", places.unit(target.getUnitId()).name());
        String link = properties.link("/");
        return new Text(head, link == null ? head : head + "\n" + link);
    }

    private String sentence(Line line) {
        String sentence = text(line.key(), Inbox.arguments(line.subjectNumber(), line.arguments()));
        String path = SubjectPages.path(line.subjectType(), line.subjectId());
        String link = path == null ? null : properties.link(path);
        return link == null ? sentence : sentence + " " + link;
    }

    private String text(String key, Object... arguments) {
        return Objects.requireNonNullElse(messages.getMessage(key, arguments, key, LOCALE), key);
    }
}
