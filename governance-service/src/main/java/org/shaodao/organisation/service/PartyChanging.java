package org.shaodao.organisation.service;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisation;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.PartyOrganisations;
import org.shaodao.organisation.service.AreaFollower.Choice;
import org.shaodao.organisation.service.AreaFollower.Following;
import org.shaodao.organisation.service.ChangeJournal.Column;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.shaodao.organisation.service.StructureKeeping.NewParty;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Merges and splits Party organisations (feature A1.1): what hangs below, the grids served and the people follow. */
@Service
@RequiredArgsConstructor
@Transactional
public class PartyChanging {

    private static final String POSTS = "p.party_organisation_id = :from and p.valid_to is null and h.held_to is null";

    private static final String PEOPLE =
            " from post_holding h join post p on p.id = h.post_id join person x on x.id = h.person_id where " + POSTS;

    private final PartyOrganisations parties;
    private final OrganisationAccess access;
    private final StructureKeeping keeping;
    private final StructureHistory history;
    private final Succeeding own;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** Live organisations of the same level in the same district this one may be merged into. */
    @Transactional(readOnly = true)
    public List<Choice> targets(PartyOrganisationId from) {
        return jdbc.sql("""
                        select o.id, '' as key, o.name || ' · ' || b.name as name
                          from party_organisation p
                          join area a on a.id = p.area_id
                          join party_organisation o on o.level = p.level and o.valid_to is null and o.id <> p.id
                          join area b on b.id = o.area_id and b.district_id = a.district_id
                         where p.id = ?
                         order by b.code, o.name limit 1000
                        """).param(from.value()).query(Choice.class).list();
    }

    /** What may be chosen for the new one of a split. */
    @Transactional(readOnly = true)
    public List<Choice> choices(Actor actor, PartyOrganisationId from) {
        editable(from, actor);
        Map<String, Object> params = Map.of("from", from.value());
        List<Choice> choices = new ArrayList<>();
        for (String sql : List.of(
                "select t.id, 'organisation.following.below' as key, t.name from party_organisation t"
                        + " where t.parent_id = :from and t.valid_to is null order by t.level, t.name",
                "select a.id, 'organisation.following.served' as key, a.name from party_organisation_grid t"
                        + " join area a on a.id = t.grid_id where t.party_organisation_id = :from order by a.code",
                "select h.id, 'organisation.following.people' as key, x.name" + PEOPLE + " order by p.type, x.name")) {
            choices.addAll(jdbc.sql(sql).params(params).query(Choice.class).list());
        }
        return choices;
    }

    /** What would follow: everything, or what was chosen. */
    @Transactional(readOnly = true)
    public List<Following> preview(Actor actor, PartyOrganisationId from, @Nullable Set<UUID> chosen) {
        editable(from, actor);
        Map<String, Object> params = params(from, chosen);
        String only = chosen == null ? "" : " and %s in (:chosen)";
        List<Following> lines = new ArrayList<>();
        own.count(
                lines,
                "below",
                "select t.name from party_organisation t where t.parent_id = :from and t.valid_to is null"
                        + only.formatted("t.id"),
                params);
        own.count(
                lines,
                "served",
                "select a.name from party_organisation_grid t join area a on a.id = t.grid_id"
                        + " where t.party_organisation_id = :from" + only.formatted("a.id"),
                params);
        own.count(lines, "people", "select x.name" + PEOPLE + only.formatted("h.id"), params);
        return lines;
    }

    /**
     * Ends an organisation in favour of another one of its level. Throws {@link org.shaodao.shared.Conflict} for a stale
     * version, {@link RuleViolation} without a document number or for organisations that are not alike.
     */
    public UUID merge(Actor actor, PartyOrganisationId from, long version, PartyOrganisationId into, Basis basis) {
        PartyOrganisation source = history.fresh(editable(from, actor), version);
        PartyOrganisation target = editable(into, actor);
        Change change = StructureChanging.basis(basis, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
        ChangeJournal journal = begin("MERGE", source, target, change, actor);
        Integer covered = target.getHouseholdsCovered();
        history.note(source.mergeInto(target, change));
        parties.save(source);
        parties.save(target);
        entities.flush();
        journal.changed(new Column("party_organisation", "valid_to", "date"), from.value(), null, change.effective());
        journal.changed(
                new Column("party_organisation", "households_covered", "integer"),
                into.value(),
                covered,
                target.getHouseholdsCovered());
        Map<String, Object> params = params(from, null);
        params.put("to", into.value());
        journal.repoint("party_organisation", "parent_id", from.value(), into.value(), "t.valid_to is null", params);
        own.grids("t.party_organisation_id = :from", "cast(:to as uuid), t.grid_id", params, journal);
        own.posts("party_organisation_id", from.value(), into.value(), change.effective(), journal, params);
        return journal.id();
    }

    /** Makes a new organisation of the same level beside this one and gives it what was chosen. Throws as {@link #merge}. */
    public UUID split(
            Actor actor,
            PartyOrganisationId from,
            long version,
            String name,
            PartyForm form,
            Set<UUID> chosen,
            Basis basis) {
        PartyOrganisation source = history.fresh(editable(from, actor), version);
        Change change = StructureChanging.basis(basis, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
        RuleViolation.require(
                source.getLevel() != PartyOrganisationLevel.MEMBER_HOUSEHOLD, "organisation.household-cannot-be-split");
        Map<String, Object> params = params(from, chosen);
        PartyOrganisationId made = keeping.create(
                new NewParty(source.getParentId(), source.getLevel(), form, name, seat(source, chosen), null),
                new Basis(change.effective(), change.documentNo()),
                actor);
        PartyOrganisation part = parties.findById(made).orElseThrow();
        ChangeJournal journal = begin("SPLIT", source, part, change, actor);
        history.note(source.split(part, change));
        parties.save(source);
        entities.flush();
        params.put("to", made.value());
        journal.inserted("party_organisation", List.of("id"), "t.id = :to", params);
        journal.inserted(
                "party_organisation_grid",
                List.of("party_organisation_id", "grid_id"),
                "t.party_organisation_id = :to",
                params);
        journal.repoint("party_organisation", "parent_id", from.value(), made.value(), "t.id in (:chosen)", params);
        own.grids(
                "t.party_organisation_id = :from and t.grid_id in (:chosen)",
                "cast(:to as uuid), t.grid_id",
                params,
                journal);
        own.seated("party_organisation_id", from.value(), made.value(), change.effective(), journal, params);
        return journal.id();
    }

    /** The new one sits at the first grid it is given, else where the old one sits. */
    private AreaId seat(PartyOrganisation source, Set<UUID> chosen) {
        return source.getGrids().stream()
                .filter(grid -> chosen.contains(grid.value()))
                .findFirst()
                .orElse(source.getAreaId());
    }

    private ChangeJournal begin(
            String kind, PartyOrganisation source, PartyOrganisation target, Change change, Actor actor) {
        UUID district = jdbc.sql("select district_id from area where id = ?")
                .param(source.getAreaId().value())
                .query(UUID.class)
                .single();
        return ChangeJournal.begin(
                jdbc,
                new ChangeJournal.Head(
                        kind,
                        PartyOrganisation.SUBJECT,
                        source.getId().value(),
                        source.getName(),
                        target.getId().value(),
                        target.getName(),
                        district,
                        change,
                        actor));
    }

    private PartyOrganisation editable(PartyOrganisationId id, Actor actor) {
        PartyOrganisation party = parties.findById(id).orElseThrow(() -> new NotFound("party"));
        access.checkEdits(actor, party.getAreaId());
        return party;
    }

    private static Map<String, Object> params(PartyOrganisationId from, @Nullable Set<UUID> chosen) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", from.value());
        params.put("chosen", chosen == null || chosen.isEmpty() ? Set.of(new UUID(0, 0)) : chosen);
        return params;
    }
}
