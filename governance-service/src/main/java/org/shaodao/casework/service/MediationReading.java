package org.shaodao.casework.service;

import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.MediationId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads mediations of a case; throws {@link NotFound} out of scope. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class MediationReading {

    private static final String FACTS = """
            select m.id, m.case_id, c.number as case_number, c.title as case_title, c.address as place, m.kind, m.state,
                   m.mediator, m.opened_at, p.name as opened_by, m.agreement, m.outcome, m.ended_at, m.version
              from mediation m
              join governance_case c on c.id = m.case_id
              left join account a on a.id = m.opened_by
              left join person p on p.id = a.person_id
             where m.case_id = :case
             order by m.opened_at
            """;

    private static final String MEETINGS = """
            select t.at, t.place, (select string_agg(u.name, '、' order by u.name) from mediation_meeting_unit x
                                     join unit u on u.id = x.unit_id where x.meeting_id = t.id) as units, t.note
              from mediation_meeting t where t.mediation_id = ? order by t.at
            """;

    private final CaseAccess access;
    private final AreaScopes scopes;
    private final MediationKeeping keeping;
    private final Places places;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The mediations of a case and whether this reader may open one. */
    public record OfCase(CaseId caseId, List<MediationSheet.Facts> mediations, boolean mayOpen) {}

    private record Sealed(byte[] nameSealed, byte @Nullable [] phoneSealed) {}

    /** For the page of the case. */
    public OfCase of(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        List<MediationSheet.Facts> all = facts(id);
        boolean may = access.post(actor, kase, CaseAction.MEDIATE).isPresent()
                && keeping.isDispute(kase)
                && all.stream().noneMatch(m -> m.endedAt() == null);
        return new OfCase(id, all, may);
    }

    /** One mediation, the parties masked. */
    public MediationSheet sheet(Actor actor, CaseId id, MediationId mediation) {
        return sheet(actor, id, mediation, false);
    }

    /** The agreement to be printed and signed, with full names; that is logged. Throws where nothing was agreed. */
    @Transactional
    public MediationSheet agreement(Actor actor, CaseId id, MediationId mediation) {
        MediationSheet sheet = sheet(actor, id, mediation, true);
        if (sheet.facts().agreement() == null || !sheet.mayAct()) {
            throw new NotFound("agreement");
        }
        events.publishEvent(new Recorded(
                "case",
                id.value(),
                actor.account().value(),
                null,
                null,
                clock.instant(),
                "casework.event.REVEAL",
                List.of("parties"),
                null));
        return sheet;
    }

    private MediationSheet sheet(Actor actor, CaseId id, MediationId mediation, boolean reveal) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        MediationSheet.Facts found = facts(id).stream()
                .filter(facts -> facts.id().equals(mediation))
                .findFirst()
                .orElseThrow(() -> new NotFound("mediation"));
        return new MediationSheet(
                found,
                jdbc
                        .sql(
                                "select name_sealed, phone_sealed from mediation_party where mediation_id = ? order by position")
                        .param(mediation.value())
                        .query(Sealed.class)
                        .list()
                        .stream()
                        .map(row -> party(row, reveal))
                        .toList(),
                jdbc.sql(MEETINGS)
                        .param(mediation.value())
                        .query(MediationSheet.Meeting.class)
                        .list(),
                jdbc.sql("select id, who, what, due_on, kept_at from mediation_commitment"
                                + " where mediation_id = ? order by position")
                        .param(mediation.value())
                        .query(MediationSheet.Commitment.class)
                        .list(),
                access.post(actor, kase, CaseAction.MEDIATE).isPresent(),
                reveal);
    }

    /** The units that can be asked to come: those of the community, the street and the district of the case. */
    public List<UnitRef> invitable(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        List<AreaId> areas = new java.util.ArrayList<>();
        for (AreaLevel level : List.of(AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT)) {
            AreaId area = kase.getPlacement().at(level);
            if (area != null) {
                areas.add(area);
            }
        }
        return places.unitsIn(areas);
    }

    private List<MediationSheet.Facts> facts(CaseId id) {
        return jdbc.sql(FACTS)
                .param("case", id.value())
                .query(MediationSheet.Facts.class)
                .list();
    }

    private MediationSheet.Party party(Sealed row, boolean reveal) {
        String name = PlainText.clean(vault.open(row.nameSealed()));
        String phone = vault.open(row.phoneSealed());
        return new MediationSheet.Party(
                reveal || name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "**",
                phone == null || reveal ? phone : PhoneNumber.mask(phone));
    }
}
