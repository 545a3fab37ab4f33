package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Doer;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Mediation;
import org.shaodao.casework.MediationId;
import org.shaodao.casework.MediationKind;
import org.shaodao.casework.Mediations;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mediates disputes: parties, meetings with invited units, agreement, commitments (features A3.19, A3.20, A3.27). */
@Service
@Transactional
@RequiredArgsConstructor
public class MediationKeeping {

    /** Fewest and most parties of a dispute. */
    public static final int FEWEST = 2;

    /** Most parties, and most commitments of an agreement. */
    public static final int MOST = 6;

    /** Noise and parking: disputes only with parties recorded (rulings 13). */
    private static final Set<String> WITH_PARTIES = Set.of("0307", "0401", "0407", "0501", "0502", "0503");

    private final Mediations mediations;
    private final CaseAccess access;
    private final AreaScopes scopes;
    private final Categories categories;
    private final Places places;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** A side of the dispute as typed. */
    public record Party(@Nullable String name, @Nullable String phone) {}

    /** Something promised, as typed. */
    public record Commitment(
            @Nullable String who,
            @Nullable String what,
            @Nullable LocalDate dueOn) {}

    /**
     * Opens one. Throws {@link RuleViolation} for a category that is no dispute (noise and parking become one by their
     * parties), fewer than {@value #FEWEST} parties, or while another is open; {@link Forbidden} without the right.
     */
    public MediationId open(Actor actor, CaseId id, MediationKind kind, @Nullable String mediator, List<Party> typed) {
        Granted granted = grant(actor, id);
        RuleViolation.require(isDispute(granted.kase()), "casework.mediation.no-dispute");
        String who = PlainText.checked(mediator, 1, 50, "mediator");
        List<Party> parties = typed.stream().filter(MediationKeeping::isFilled).toList();
        RuleViolation.require(parties.size() >= FEWEST, "casework.mediation.parties", FEWEST);
        jdbc.sql("select id from governance_case where id = ? for update")
                .param(id.value())
                .query(UUID.class)
                .single();
        boolean running = jdbc.sql("select exists (select 1 from mediation where case_id = ? and state = 'OPEN')")
                .param(id.value())
                .query(Boolean.class)
                .single();
        RuleViolation.require(!running, "casework.mediation.running");
        Mediation made = mediations.save(Mediation.open(id, kind, who, granted.doer(), now()));
        for (int n = 0; n < parties.size(); n++) {
            addParty(made.getId(), n, parties.get(n));
        }
        return made.getId();
    }

    /**
     * Records a meeting; the invited units can read the case from then on and are told. Throws {@link RuleViolation}
     * without a place, once it ended, or for a unit that is closed.
     */
    public void meet(
            Actor actor,
            CaseId id,
            MediationId mediation,
            @Nullable Instant when,
            @Nullable String place,
            Set<UnitId> units,
            @Nullable String note) {
        Granted granted = grant(actor, id);
        Mediation found = find(id, mediation);
        RuleViolation.require(when != null, "casework.mediation.when-missing");
        String where = PlainText.checked(place, 1, 100, "place");
        String said = PlainText.checked(note, 0, 2000, "note");
        units.forEach(unit -> RuleViolation.require(
                places.unit(unit).live(),
                "casework.unit-closed",
                places.unit(unit).name()));
        Instant at = now();
        Set<UUID> invited = units.stream().map(UnitId::value).collect(Collectors.toSet());
        found.meet(granted.kase().getNumber(), invited, granted.doer(), at);
        mediations.save(found);
        UUID meeting = Ids.at(at);
        jdbc.sql("""
                        insert into mediation_meeting (id, mediation_id, at, place, note, recorded_at, recorded_by)
                        values (:id, :mediation, :when, :place, :note, :at, :by)
                        """)
                .param("id", meeting)
                .param("mediation", mediation.value())
                .param("when", (when == null ? at : when).atOffset(ZoneOffset.UTC))
                .param("place", where)
                .param("note", said.isBlank() ? null : said)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .update();
        for (UUID unit : invited) {
            jdbc.sql("insert into mediation_meeting_unit (meeting_id, unit_id) values (?, ?)")
                    .params(meeting, unit)
                    .update();
            jdbc.sql("""
                            insert into case_participation (unit_id, case_id, role, since) values (?, ?, 'MEETING', ?)
                            on conflict do nothing
                            """).params(unit, id.value(), at.atOffset(ZoneOffset.UTC)).update();
        }
    }

    /**
     * The parties agree. Throws {@link Conflict} when somebody was faster, {@link RuleViolation} for too short a text or
     * a commitment without name, content or day.
     */
    public void agree(
            Actor actor,
            CaseId id,
            MediationId mediation,
            long version,
            @Nullable String text,
            List<Commitment> typed) {
        Granted granted = grant(actor, id);
        Mediation found = current(id, mediation, version);
        String agreement = PlainText.checked(text, 5, PlainText.LONG, "agreement");
        List<Commitment> commitments =
                typed.stream().filter(MediationKeeping::isFilled).toList();
        for (Commitment commitment : commitments) {
            RuleViolation.require(
                    !PlainText.clean(commitment.who()).isEmpty()
                            && !PlainText.clean(commitment.what()).isEmpty()
                            && commitment.dueOn() != null,
                    "casework.mediation.commitment-incomplete");
        }
        found.agree(agreement, granted.doer(), now());
        mediations.save(found);
        for (int n = 0; n < commitments.size(); n++) {
            addCommitment(mediation, n, commitments.get(n));
        }
    }

    /** It fails, with a reason. Throws as {@link #agree}. */
    public void fail(Actor actor, CaseId id, MediationId mediation, long version, @Nullable String why) {
        Granted granted = grant(actor, id);
        Mediation found = current(id, mediation, version);
        found.fail(PlainText.checked(why, 2, 1000, "outcome"), granted.doer(), now());
        mediations.save(found);
    }

    /** A commitment was kept; noting it again changes nothing. */
    public void keep(Actor actor, CaseId id, MediationId mediation, UUID commitment) {
        Granted granted = grant(actor, id);
        Mediation found = find(id, mediation);
        int kept = jdbc.sql("""
                        update mediation_commitment set kept_at = :at, kept_by = :by
                         where id = :id and mediation_id = :mediation and kept_at is null
                        """)
                .param("at", now().atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("id", commitment)
                .param("mediation", mediation.value())
                .update();
        if (kept == 1) {
            found.noteKept(granted.doer(), now());
            mediations.save(found);
        }
    }

    /** Whether a case may be mediated: its category says dispute, or noise or parking. */
    boolean isDispute(GovernanceCase kase) {
        return kase.getCategoryId() != null
                && categories
                        .find(kase.getCategoryId())
                        .filter(MediationKeeping::isDispute)
                        .isPresent();
    }

    private static boolean isDispute(CategoryRef category) {
        return category.dispute() || WITH_PARTIES.contains(category.code());
    }

    private void addParty(MediationId id, int position, Party party) {
        PhoneNumber phone = PhoneNumber.ofNullable(party.phone());
        jdbc.sql("insert into mediation_party (mediation_id, position, name_sealed, phone_sealed) values (?, ?, ?, ?)")
                .params(java.util.Arrays.asList(
                        id.value(),
                        position,
                        vault.seal(PlainText.checked(party.name(), 1, 50, "name")),
                        phone == null ? null : vault.seal(phone.value())))
                .update();
    }

    private void addCommitment(MediationId id, int position, Commitment commitment) {
        jdbc.sql("""
                        insert into mediation_commitment (id, mediation_id, position, who, what, due_on)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Ids.at(now()),
                        id.value(),
                        position,
                        PlainText.checked(commitment.who(), 1, 50, "who"),
                        PlainText.checked(commitment.what(), 1, 500, "what"),
                        java.util.Objects.requireNonNull(commitment.dueOn()))
                .update();
    }

    private static boolean isFilled(Party party) {
        return !PlainText.clean(party.name()).isEmpty()
                || !PlainText.clean(party.phone()).isEmpty();
    }

    private static boolean isFilled(Commitment commitment) {
        return commitment.dueOn() != null
                || !PlainText.clean(commitment.who()).isEmpty()
                || !PlainText.clean(commitment.what()).isEmpty();
    }

    private Granted grant(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        PostGrant post =
                access.post(actor, kase, CaseAction.MEDIATE).orElseThrow(() -> new Forbidden("CaseAction.MEDIATE"));
        return new Granted(kase, post, Doer.of(actor, post));
    }

    private Mediation current(CaseId id, MediationId mediation, long version) {
        Mediation found = find(id, mediation);
        if (found.version() != version) {
            throw new Conflict(null, "casework.mediation", found.getEndedAt());
        }
        return found;
    }

    private Mediation find(CaseId id, MediationId mediation) {
        return mediations
                .findById(mediation)
                .filter(found -> found.getCaseId().equals(id))
                .orElseThrow(() -> new NotFound("mediation"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
