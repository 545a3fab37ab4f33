package org.shaodao.organisation.service;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Area;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Areas;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.Unit;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.Units;
import org.shaodao.organisation.service.AreaFollower.Choice;
import org.shaodao.organisation.service.AreaFollower.Following;
import org.shaodao.organisation.service.ChangeJournal.Column;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.shaodao.organisation.service.StructureKeeping.NewArea;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merges and splits grids and communities (features A1.1, A2.5): posts, Party organisations, units, what lies below and
 * what other contexts hold there follow; each row is noted, so that the day's changes can be undone.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class StructureChanging {

    private final Areas areas;
    private final Units units;
    private final Places places;
    private final OrganisationAccess access;
    private final StructureKeeping keeping;
    private final StructureHistory history;
    private final Succeeding own;
    private final ObjectProvider<AreaFollower> followers;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** The new part of a split, with the figures it takes with it. */
    public record Part(String code, String name, int households, int residents, int buildings) {}

    /** What would follow if the areas were merged. Throws as {@link #merge}. */
    @Transactional(readOnly = true)
    public List<Following> previewMerge(Actor actor, AreaId from, AreaId into) {
        check(actor, from, into);
        return following(succession(true, places.place(from), places.place(into), Set.of()));
    }

    /** Live areas of the same level and district this one may be merged into. */
    @Transactional(readOnly = true)
    public List<Choice> targets(AreaId from) {
        return jdbc.sql("""
                        select o.id, '' as key, p.name || ' ' || o.name as name
                          from area a
                          join area o on o.level = a.level and o.district_id = a.district_id and o.valid_to is null
                               and o.id <> a.id
                          join area p on p.id = o.parent_id
                         where a.id = ?
                         order by o.parent_id <> a.parent_id, o.code limit 2000
                        """).param(from.value()).query(Choice.class).list();
    }

    /** What may be chosen for the new part of a split. */
    @Transactional(readOnly = true)
    public List<Choice> choices(Actor actor, AreaId from) {
        access.checkEdits(actor, from);
        Place place = places.place(from);
        List<Choice> choices =
                new ArrayList<>(own.choices(place, desk(place).id().value()));
        followers.forEach(follower -> choices.addAll(follower.choices(place)));
        return choices;
    }

    /** The code after the last one beside this area, for a new part; empty where codes are not counted. */
    @Transactional(readOnly = true)
    public String nextCode(AreaId beside) {
        String last = jdbc.sql("select max(o.code) from area a join area o on o.parent_id = a.parent_id"
                        + " and o.level = a.level where a.id = ?")
                .param(beside.value())
                .query(String.class)
                .single();
        if (!last.matches("[0-9]{12,18}")) {
            return "";
        }
        int cut = last.length() - 3;
        return last.substring(0, cut)
                + String.format(Locale.ROOT, "%03d", (Integer.parseInt(last.substring(cut)) + 1) % 1000);
    }

    /** What would go to the new part. */
    @Transactional(readOnly = true)
    public List<Following> previewSplit(Actor actor, AreaId from, Set<UUID> chosen) {
        access.checkEdits(actor, from);
        return following(new Succession(
                false, places.place(from), null, desk(places.place(from)).id(), null, chosen, now()));
    }

    /**
     * Ends an area in favour of another one of its kind in the same district; closed cases stay where they were. Throws
     * {@link org.shaodao.shared.Conflict} for a stale version and {@link RuleViolation} without a document number or for
     * areas that are not alike.
     *
     * @return the change, to be looked at and undone
     */
    public UUID merge(Actor actor, AreaId from, long version, AreaId into, Basis basis) {
        check(actor, from, into);
        hold(List.of(from, into));
        Area source = history.fresh(area(from), version);
        Area target = area(into);
        Change change = change(basis, actor);
        Place before = places.place(from);
        Succession succession = succession(true, before, places.place(into), Set.of());
        hold(succession.fromDesk());
        ChangeJournal journal = begin("MERGE", source, target, change, actor);
        List<Integer> figures = figures(target);
        Unit desk = unit(succession.fromDesk());
        history.note(source.mergeInto(target, change));
        history.note(desk.mergeInto(unit(Objects.requireNonNull(succession.toDesk())), change));
        areas.save(source);
        areas.save(target);
        units.save(desk);
        entities.flush();
        journal.changed(new Column("area", "valid_to", "date"), from.value(), null, change.effective());
        journal.changed(new Column("unit", "valid_to", "date"), desk.getId().value(), null, change.effective());
        figures(journal, target, figures);
        own.merge(succession, change.effective(), journal);
        followers.forEach(follower -> follower.follow(succession, journal));
        return journal.id();
    }

    /**
     * Makes a new area beside this one and gives it what was chosen; the rest stays, and so do closed cases. Throws as
     * {@link #merge}.
     */
    public UUID split(Actor actor, AreaId from, long version, Part part, Set<UUID> chosen, Basis basis) {
        access.checkEdits(actor, from);
        hold(List.of(from));
        Area source = history.fresh(area(from), version);
        RuleViolation.require(source.isMergeable(), "organisation.merge-not-alike");
        Change change = change(basis, actor);
        AreaId made = keeping.create(
                new NewArea(Objects.requireNonNull(source.getParentId()), part.code(), part.name(), source.getKind()),
                new Basis(change.effective(), change.documentNo()),
                actor);
        Area fresh = area(made);
        ChangeJournal journal = begin("SPLIT", source, fresh, change, actor);
        List<Integer> figures = figures(source);
        history.note(source.split(fresh, part.households(), part.residents(), part.buildings(), change));
        areas.save(source);
        areas.save(fresh);
        entities.flush();
        Map<String, Object> area = Map.of("area", made.value());
        journal.inserted("area", List.of("id"), "t.id = :area", area);
        journal.inserted("unit", List.of("id"), "t.area_id = :area", area);
        journal.inserted("post", List.of("id"), "t.area_id = :area", area);
        figures(journal, source, figures);
        Succession succession = succession(false, places.place(from), places.place(made), chosen);
        own.split(succession, change.effective(), journal);
        followers.forEach(follower -> follower.follow(succession, journal));
        return journal.id();
    }

    private void check(Actor actor, AreaId from, AreaId into) {
        access.checkEdits(actor, from);
        access.checkEdits(actor, into);
        RuleViolation.require(!from.equals(into), "organisation.merge-itself");
        Place one = places.place(from);
        Place other = places.place(into);
        RuleViolation.require(
                one.live() && other.live() && one.level() == other.level() && one.communityId() != null,
                "organisation.merge-not-alike");
    }

    private List<Following> following(Succession succession) {
        List<Following> lines = new ArrayList<>(own.preview(succession));
        followers.forEach(follower -> lines.addAll(follower.preview(succession)));
        return lines;
    }

    private Succession succession(boolean merge, Place from, Place to, Set<UUID> chosen) {
        return new Succession(merge, from, to, desk(from).id(), desk(to).id(), chosen, now());
    }

    private UnitRef desk(Place place) {
        return places.deskOf(place)
                .orElseThrow(() -> new RuleViolation("organisation.area-without-desk", place.name()));
    }

    /** Nobody files anything in these areas until this change is done. */
    private void hold(List<AreaId> ids) {
        jdbc.sql("select id from area where id in (:ids) order by id for update")
                .param("ids", ids.stream().map(AreaId::value).toList())
                .query(UUID.class)
                .list();
    }

    /** Nobody gives this desk anything until it has ended; what was given to it just now is there to follow. */
    private void hold(UnitId desk) {
        jdbc.sql("select id from unit where id = ? for no key update")
                .param(desk.value())
                .query(UUID.class)
                .single();
    }

    private ChangeJournal begin(String kind, Area source, Area target, Change change, Actor actor) {
        return ChangeJournal.begin(
                jdbc,
                new ChangeJournal.Head(
                        kind,
                        Area.SUBJECT,
                        source.getId().value(),
                        source.getName(),
                        target.getId().value(),
                        target.getName(),
                        Objects.requireNonNull(source.getDistrictId()).value(),
                        change,
                        actor));
    }

    private static List<Integer> figures(Area area) {
        return List.of(area.getHouseholds(), area.getResidents(), area.getBuildings());
    }

    private static void figures(ChangeJournal journal, Area area, List<Integer> before) {
        List<Integer> now = figures(area);
        List<String> columns = List.of("households", "residents", "buildings");
        for (int i = 0; i < columns.size(); i++) {
            journal.changed(
                    new Column("area", columns.get(i), "integer"), area.getId().value(), before.get(i), now.get(i));
        }
    }

    private Area area(AreaId id) {
        return areas.findById(id).orElseThrow(() -> new NotFound("area"));
    }

    private Unit unit(UnitId id) {
        return units.findById(id).orElseThrow(() -> new NotFound("unit"));
    }

    private Change change(Basis basis, Actor actor) {
        return basis(basis, actor, now());
    }

    /** The basis of a merge or split: with a document number, and not later than today. */
    static Change basis(Basis basis, Actor actor, Instant now) {
        RuleViolation.require(!PlainText.clean(basis.documentNo()).isEmpty(), "organisation.document-missing");
        LocalDate day = basis.effective() == null ? LocalDate.ofInstant(now, Zone.ID) : basis.effective();
        return new Change(actor, now, day, basis.documentNo());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
