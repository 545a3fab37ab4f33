package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.JointMatter;
import org.shaodao.whistle.JointMatterId;
import org.shaodao.whistle.JointMatterRights;
import org.shaodao.whistle.JointMatters;
import org.shaodao.whistle.JointStep;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes the templates of joint matters (feature A3.25); each is one verb in one transaction. */
@Service
@Transactional
@RequiredArgsConstructor
public class JointMatterKeeping {

    private final JointMatters matters;
    private final JointMatterBook book;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * A new template of this street or district, or of the first the actor keeps templates of where none is named; throws
     * {@link Forbidden} where he keeps none.
     */
    public JointMatterId add(
            Actor actor, @Nullable AreaId area, String name, @Nullable String problem, List<JointStep> steps) {
        AreaId keeper = book.keeper(actor, area).id();
        JointMatter made = new JointMatter(
                JointMatterId.next(), keeper, named(name), words(problem), checked(actor, keeper, steps), now());
        matters.saveAndFlush(made);
        tell(actor, made, "whistle.event.matter-added");
        return made.getId();
    }

    /**
     * Says a template anew. Throws {@link Forbidden} for one the actor only reads and {@link Conflict} when it moved since
     * he read it.
     */
    public void change(
            Actor actor, JointMatterId id, long version, String name, @Nullable String problem, List<JointStep> steps) {
        JointMatter found = findKept(actor, id, version);
        found.change(named(name), words(problem), checked(actor, found.getAreaId(), steps), now());
        matters.saveAndFlush(found);
        tell(actor, found, "whistle.event.matter-changed");
    }

    /** Offers it no more, or again; throws as {@code change}. */
    public void offer(Actor actor, JointMatterId id, long version, boolean offered) {
        JointMatter found = findKept(actor, id, version);
        if (offered) {
            found.restore(now());
        } else {
            found.retire(now());
        }
        matters.saveAndFlush(found);
        tell(actor, found, offered ? "whistle.event.matter-restored" : "whistle.event.matter-retired");
    }

    private List<JointStep> checked(Actor actor, AreaId area, List<JointStep> steps) {
        List<UnitRef> units = book.choices(actor, area).units();
        List<JointStep> clean = new ArrayList<>();
        for (JointStep step : steps) {
            UnitId unit = step.unit();
            RuleViolation.require(
                    unit == null || units.stream().anyMatch(one -> one.id().equals(unit)), "whistle.unit-out-of-reach");
            String task = PlainText.checked(step.task(), 2, 500, "steps");
            clean.add(new JointStep(task, unit, step.kind(), step.speciality(), step.days(), step.leads()));
        }
        return clean;
    }

    private JointMatter findKept(Actor actor, JointMatterId id, long version) {
        JointMatter found = book.find(actor, id);
        postIn(actor, found);
        if (found.version() != version) {
            throw new Conflict(null, null, null);
        }
        return found;
    }

    /** The post in which the actor keeps this template; throws {@link Forbidden} for one he only reads. */
    private static PostGrant postIn(Actor actor, JointMatter matter) {
        return JointMatterRights.keeping(actor, matter.getAreaId())
                .orElseThrow(() -> new Forbidden("whistle.matter.title"));
    }

    private void tell(Actor actor, JointMatter matter, String key) {
        PostGrant post = postIn(actor, matter);
        UnitId unit = post.unitId();
        events.publishEvent(new Recorded(
                "joint-matter",
                matter.getId().value(),
                actor.account().value(),
                post.role().name(),
                unit == null ? null : unit.value(),
                matter.getChangedAt(),
                key,
                List.of("steps"),
                null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String named(String name) {
        return PlainText.checked(name, 2, 60, "name");
    }

    private static @Nullable String words(@Nullable String problem) {
        String text = PlainText.checked(problem, 0, 2000, "problem");
        return text.isBlank() ? null : text;
    }
}
