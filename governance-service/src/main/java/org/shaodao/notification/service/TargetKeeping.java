package org.shaodao.notification.service;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.Channel;
import org.shaodao.notification.NoticeTarget;
import org.shaodao.notification.NoticeTargetId;
import org.shaodao.notification.NoticeTargets;
import org.shaodao.notification.TargetAddress;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.OrganisationAccess;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets up mailboxes and robots: the system administrator everywhere, the district supervisor in the district. */
@Service
@RequiredArgsConstructor
@Transactional
public class TargetKeeping {

    private final NoticeTargets targets;
    private final OrganisationAccess access;
    private final PersonalDataVault vault;
    private final NotificationProperties properties;
    private final Clock clock;

    /** What is wished of a target; a blank address leaves the old one as it is. */
    public record Wish(
            Channel channel,
            String name,
            @Nullable String address,
            @Nullable String secret,
            int digestMinutes) {}

    /** Sets up a target for a unit in the actor's reach. */
    public NoticeTargetId create(UnitId unit, Wish wish, Actor actor) {
        access.check(scope(actor), unit);
        return targets.save(NoticeTarget.create(
                        unit,
                        wish.channel(),
                        wish.name(),
                        address(wish.channel(), wish),
                        wish.digestMinutes(),
                        vault,
                        actor.account(),
                        now()))
                .getId();
    }

    /** Changes a target; the channel stays. */
    public void change(NoticeTargetId id, Wish wish, long version, Actor actor) {
        NoticeTarget target = reach(id, actor);
        if (target.version() != version) {
            throw new Conflict(null, "notification.event.target-edited", null);
        }
        boolean keeps = wish.address() == null || wish.address().isBlank();
        RuleViolation.require(
                !keeps || wish.secret() == null || wish.secret().isBlank(), "notification.secret-without-address");
        target.change(
                wish.name(),
                keeps ? null : address(target.getChannel(), wish),
                wish.digestMinutes(),
                vault,
                actor.account(),
                now());
        targets.save(target);
    }

    /** Sends nothing there until it is resumed. */
    public void pause(NoticeTargetId id, Actor actor) {
        NoticeTarget target = reach(id, actor);
        target.pause(actor.account(), now());
        targets.save(target);
    }

    /** Sends there again. */
    public void resume(NoticeTargetId id, Actor actor) {
        NoticeTarget target = reach(id, actor);
        target.resume(actor.account(), now());
        targets.save(target);
    }

    /** Takes it out with everything that waits for it. */
    public void remove(NoticeTargetId id, Actor actor) {
        NoticeTarget target = reach(id, actor);
        target.remove(actor.account(), now());
        targets.delete(target);
    }

    /** Records that the actor tries the target; the message itself goes by {@link TargetTrial}. */
    void tried(NoticeTargetId id, Actor actor) {
        NoticeTarget target = reach(id, actor);
        target.tried(actor.account(), now());
        targets.save(target);
    }

    /** The part of the structure whose targets the actor keeps; throws {@link Forbidden} for others. */
    @Transactional(readOnly = true)
    public AreaScope scope(Actor actor) {
        if (!actor.has(Role.SYSTEM_ADMINISTRATOR, Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("nav.notice-targets");
        }
        return access.structure(actor);
    }

    /** Throws unless the unit lies in the actor's reach. */
    @Transactional(readOnly = true)
    public void check(UnitId unit, Actor actor) {
        access.check(scope(actor), unit);
    }

    /** The hosts robots may live on. */
    public List<String> robotHosts() {
        return properties.robotHosts();
    }

    /** Whether copies carry links. */
    public boolean hasLinks() {
        return properties.link("/") != null;
    }

    private NoticeTarget reach(NoticeTargetId id, Actor actor) {
        AreaScope scope = scope(actor);
        NoticeTarget target = targets.findById(id).orElseThrow(() -> new NotFound("target"));
        access.check(scope, target.getUnitId());
        return target;
    }

    private TargetAddress address(Channel channel, Wish wish) {
        return TargetAddress.of(channel, wish.address(), wish.secret(), properties.robotHosts());
    }

    private Instant now() {
        return clock.instant();
    }
}
