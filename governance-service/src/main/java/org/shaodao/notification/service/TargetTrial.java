package org.shaodao.notification.service;

import java.io.Serializable;
import lombok.RequiredArgsConstructor;
import org.shaodao.notification.NoticeTargetId;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;

/** The test button: sends a real message and shows what came back. */
@Service
@RequiredArgsConstructor
public class TargetTrial {

    private final TargetKeeping keeping;
    private final CopyDelivery delivery;

    /** What the far side answered; kept in the session until the next page. */
    public record Outcome(boolean accepted, String answer) implements Serializable {}

    /** Sends now; throws {@link RuleViolation} when the limit of the target is reached. */
    public Outcome send(NoticeTargetId id, Actor actor) {
        keeping.tried(id, actor);
        CopySender.Answer answer = delivery.trial(id.value());
        return new Outcome(answer.accepted(), answer.shown());
    }
}
