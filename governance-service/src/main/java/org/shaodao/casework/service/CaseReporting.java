package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.Cases;
import org.shaodao.casework.Doer;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Placement;
import org.shaodao.casework.Report;
import org.shaodao.casework.Requester;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes matters in: report, draft, settle on the spot, answer a question, withdraw (T1–T3, T5, T9). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseReporting {

    /** Shortest description of a matter, in characters (T2). */
    public static final int SHORTEST = 5;

    private static final int TITLE_LENGTH = 40;

    private final Cases cases;
    private final CaseAccess access;
    private final CaseLimits limits;
    private final Submissions submissions;
    private final CaseWords words;
    private final Categories categories;
    private final Places places;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * Reports a matter. The same command from the same account again gives the same case; throws
     * {@link RuleViolation} for too short a text or a place outside the reporter's street,
     * {@link org.shaodao.shared.Conflict} when the id was used for something else.
     */
    public CaseId report(Actor actor, ReportCase command) {
        return take(actor, command, null).id();
    }

    /**
     * Reports what is done already, in one go (T2 and T3). The same again gives the same case. Throws as
     * {@link #report} and {@link #settleOnTheSpot}.
     */
    public CaseId reportSettled(Actor actor, ReportCase command, String result) {
        Taken taken = take(actor, command, result);
        if (taken.first()) {
            settleOnTheSpot(actor, taken.id(), CaseAccess.JUST_READ, result);
        }
        return taken.id();
    }

    private record Taken(CaseId id, boolean first) {}

    private Taken take(Actor actor, ReportCase command, @Nullable String result) {
        PostGrant post = post(actor, CaseAction.REPORT, command.place());
        Instant now = now();
        Instant at = command.receivedAt() != null && actor.isSystem() ? command.receivedAt() : now;
        Report report = report(actor, post, command, SHORTEST);
        if (command.external() == null
                && !submissions.first(command.clientId(), actor.account(), command, result, now)) {
            return new Taken(command.clientId(), false);
        }
        Optional<GovernanceCase> draft = actor.isSystem() ? Optional.empty() : cases.findById(command.clientId());
        if (draft.isPresent()) {
            Granted granted = access.grant(actor, command.clientId(), CaseAccess.JUST_READ, CaseAction.REPORT);
            granted.kase().report(report, limits.accepting(report.category(), report.urgent(), at), granted.doer(), at);
            return new Taken(saved(granted.kase()), true);
        }
        GovernanceCase made = GovernanceCase.report(
                command.clientId(),
                nextNumber(at),
                report,
                limits.accepting(report.category(), report.urgent(), at),
                Doer.of(actor, post),
                at);
        return new Taken(saved(made), true);
    }

    /**
     * Reports many matters of another system at once, each as {@link #report} would; they all go in or none. Only for
     * the platform itself.
     */
    public List<CaseId> reportAll(Actor actor, List<ReportCase> commands) {
        RuleViolation.require(actor.isSystem(), "casework.place-outside");
        PostGrant post = access.reportingPosts(actor, CaseAction.REPORT).get(0);
        Lookup lookup = new Lookup();
        List<Long> numbers = jdbc.sql("select nextval('case_number_seq') from generate_series(1, ?)")
                .param(commands.size())
                .query(Long.class)
                .list();
        List<CaseId> made = new ArrayList<>(commands.size());
        for (ReportCase command : commands) {
            Instant at = command.receivedAt() != null ? command.receivedAt() : now();
            Report report = report(actor, post, command, SHORTEST, lookup);
            made.add(saved(GovernanceCase.report(
                    command.clientId(),
                    number(numbers.get(made.size()), at),
                    report,
                    limits.accepting(report.category(), report.urgent(), at),
                    Doer.of(actor, post),
                    at)));
        }
        return made;
    }

    /** Keeps a report for later (T1); nothing is mandatory. Saving again under the same id rewrites it. */
    public CaseId saveDraft(Actor actor, ReportCase command) {
        PostGrant post = post(actor, CaseAction.SAVE_DRAFT, command.place());
        Report report = report(actor, post, command, 0);
        Optional<GovernanceCase> known = cases.findById(command.clientId());
        if (known.isPresent()) {
            Granted granted = access.grant(actor, command.clientId(), CaseAccess.JUST_READ, CaseAction.SAVE_DRAFT);
            granted.kase().redraft(report, granted.doer(), now());
            return saved(granted.kase());
        }
        return saved(GovernanceCase.draft(command.clientId(), nextNumber(now()), report, Doer.of(actor, post), now()));
    }

    /** Done where it was seen (T3); throws {@link RuleViolation} where the category does not allow it. */
    public void settleOnTheSpot(Actor actor, CaseId id, long version, String result) {
        Granted granted = access.grant(actor, id, version, CaseAction.SETTLE_ON_THE_SPOT);
        CategoryId category = granted.kase().getCategoryId();
        boolean allows = category != null
                && categories
                        .find(category)
                        .filter(c -> c.onTheSpot() && !c.dispute() && c.hazardLevel() < 2)
                        .isPresent();
        granted.kase()
                .settleOnTheSpot(
                        PlainText.checked(result, SHORTEST, PlainText.LONG, "result"), allows, granted.doer(), now());
        cases.save(granted.kase());
    }

    /** Answers the desk's question (T5). */
    public void supplyInfo(Actor actor, CaseId id, long version, String answer) {
        Granted granted = access.grant(actor, id, version, CaseAction.SUPPLY_INFO);
        GovernanceCase kase = granted.kase();
        kase.supplyInfo(
                PlainText.checked(answer, 1, PlainText.LONG, "answer"),
                limits.accepting(kase.getCategoryId(), kase.isUrgent(), now()),
                granted.doer(),
                now());
        saved(kase);
    }

    /** Takes it back before acceptance (T9). */
    public void withdraw(Actor actor, CaseId id, long version, String reason) {
        Granted granted = access.grant(actor, id, version, CaseAction.WITHDRAW);
        granted.kase().withdraw(PlainText.checked(reason, 1, 500, "reason"), granted.doer(), now());
        cases.save(granted.kase());
    }

    /**
     * Takes in a matter that came back within 30 days of closing, linked to the closed case, which stays as it is
     * (T26). The same again gives the same case. Throws as {@link #report}, and {@link RuleViolation} when it is too late
     * or the case is not closed.
     */
    public CaseId recur(Actor actor, CaseId closed, long version, ReportCase command) {
        Granted granted = access.grant(actor, closed, version, CaseAction.RECUR);
        granted.kase().requireRecurrable(now());
        Requester asked = granted.kase().getRequester();
        ReportCase withRequester = new ReportCase(
                command.clientId(),
                command.source(),
                null,
                command.category(),
                command.title(),
                command.description(),
                command.address(),
                command.urgent(),
                granted.kase().isConfidential(),
                command.place(),
                asked == null ? null : vault.open(asked.nameSealed()),
                asked == null ? null : vault.open(asked.phoneSealed()),
                null);
        Taken taken = take(actor, withRequester, null);
        if (taken.first()) {
            GovernanceCase again = cases.findById(taken.id()).orElseThrow();
            again.recurrenceOf(granted.kase(), now());
            cases.save(again);
        }
        return taken.id();
    }

    /** Saves a case whose text is new, with its words. */
    private CaseId saved(GovernanceCase kase) {
        GovernanceCase saved = cases.save(kase);
        words.write(saved);
        return saved.getId();
    }

    /** Of the posts that may report, one that reaches the place; else the first, for the rule to refuse. */
    private PostGrant post(Actor actor, CaseAction action, AreaId area) {
        List<PostGrant> posts = access.reportingPosts(actor, action);
        if (posts.size() == 1) {
            return posts.get(0);
        }
        Placement at = placement(places.place(area));
        return posts.stream().filter(post -> reaches(post, at)).findFirst().orElse(posts.get(0));
    }

    private Report report(Actor actor, PostGrant post, ReportCase command, int shortest) {
        return report(actor, post, command, shortest, new Lookup());
    }

    /** An area that gave way to another one names it, so that the report goes there. */
    private void requireLive(Place place) {
        if (!place.live()) {
            throw places.successor(place.id())
                    .map(successor -> new RuleViolation("casework.place-merged", place.name(), successor))
                    .orElseGet(() -> new RuleViolation("casework.place-not-live"));
        }
        RuleViolation.require(
                place.districtId() != null || place.level() == AreaLevel.DISTRICT, "casework.place-not-live");
    }

    private Report report(Actor actor, PostGrant post, ReportCase command, int shortest, Lookup lookup) {
        String description = PlainText.checked(command.description(), shortest, PlainText.LONG, "description");
        Place place = lookup.places.computeIfAbsent(command.place(), places::held);
        requireLive(place);
        Placement placement = placement(place);
        RuleViolation.require(actor.isSystem() || reaches(post, placement), "casework.place-outside");
        UnitRef desk = lookup.desks.computeIfAbsent(placement, at -> desk(actor, post, at));
        CategoryId category = command.category();
        if (category != null) {
            RuleViolation.require(categories.find(category).isPresent(), "casework.category-unknown");
        }
        ReportCase.External external = command.external();
        return new Report(
                command.source(),
                external == null ? null : external.source(),
                external == null ? null : external.number(),
                external == null ? null : external.hash(),
                category,
                title(command.title(), description),
                description,
                blankToNull(PlainText.checked(command.address(), 0, 200, "address")),
                command.urgent(),
                command.confidential(),
                placement,
                requester(command),
                desk.level(),
                desk.id(),
                post.unitId());
    }

    private Requester requester(ReportCase command) {
        String name = blankToNull(PlainText.checked(command.requesterName(), 0, 50, "requesterName"));
        PhoneNumber phone = PhoneNumber.ofNullable(command.requesterPhone());
        String digits = phone == null ? null : phone.value();
        return new Requester(vault.seal(name), vault.seal(digits), vault.index(digits));
    }

    /** A desk takes what it reports itself; everything else enters at the narrowest desk above its place. */
    private UnitRef desk(Actor actor, PostGrant post, Placement placement) {
        AreaLevel level = placement.narrowest();
        AreaLevel entry = level == AreaLevel.GRID ? AreaLevel.COMMUNITY : level;
        if (!actor.isSystem() && post.level() != null && entry.isBelow(post.level())) {
            entry = post.level();
        }
        for (AreaLevel at = entry; at != null && at != AreaLevel.CITY; at = at.parent()) {
            AreaId area = placement.at(at);
            Optional<UnitRef> desk = area == null ? Optional.empty() : places.deskOf(at, area);
            if (desk.isPresent()) {
                return desk.get();
            }
        }
        throw new RuleViolation("casework.no-desk");
    }

    private static boolean reaches(PostGrant post, Placement placement) {
        return post.areaId() != null && post.level() != null && placement.isIn(post.level(), Set.of(post.areaId()));
    }

    static Placement placement(Place place) {
        return switch (place.level()) {
            case GRID -> new Placement(districtOf(place), place.streetId(), place.communityId(), place.id());
            case COMMUNITY -> new Placement(districtOf(place), place.streetId(), place.id(), null);
            case STREET -> new Placement(districtOf(place), place.id(), null, null);
            case DISTRICT -> new Placement(place.id(), null, null, null);
            case PROVINCE, CITY, MICRO_GRID -> throw new RuleViolation("casework.place-too-wide");
        };
    }

    private static AreaId districtOf(Place place) {
        AreaId district = place.districtId();
        if (district == null) {
            throw new RuleViolation("casework.place-too-wide");
        }
        return district;
    }

    private static String title(@Nullable String given, String description) {
        String title = PlainText.clean(given).replace('\n', ' ');
        if (title.isBlank()) {
            title = description.lines().findFirst().orElse("").strip();
            if (title.codePointCount(0, title.length()) > TITLE_LENGTH) {
                title = title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH)) + "…";
            }
        }
        RuleViolation.require(
                title.codePointCount(0, title.length()) <= 200, "shared.text-too-long", "title", 200, title.length());
        return title;
    }

    /** {@code C} + year of receipt + {@code -} + seven digits from one sequence, gaps allowed (rulings 7). */
    private String nextNumber(Instant at) {
        long next =
                jdbc.sql("select nextval('case_number_seq')").query(Long.class).single();
        return number(next, at);
    }

    private static String number(long next, Instant at) {
        return String.format(Locale.ROOT, "C%d-%07d", at.atZone(Zone.ID).getYear(), next);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Sources a person may pick when reporting at a desk. */
    public static Set<CaseSource> deskSources() {
        return Set.of(
                CaseSource.DESK,
                CaseSource.PHONE,
                CaseSource.WINDOW,
                CaseSource.PATROL,
                CaseSource.VISIT,
                CaseSource.PROACTIVE);
    }

    /** Places and desks met before in the same call. */
    private static final class Lookup {

        private final Map<AreaId, Place> places = new HashMap<>();
        private final Map<Placement, UnitRef> desks = new HashMap<>();
    }
}
