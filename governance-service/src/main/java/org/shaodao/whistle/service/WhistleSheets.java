package org.shaodao.whistle.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleResponse;
import org.shaodao.whistle.WhistleResponseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The single truth of one whistle, read for one person. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class WhistleSheets {

    private static final String FACTS = """
            select c.*, coalesce(c.grid_id, c.community_id, c.street_id) as place_id, k.name as category, s.name as street, m.name as community, g.name as grid, o.name as owner,
                   pu.name as proposed_by, ap.name as applicant, bp.name as approver
              from whistle_call c
              join area s on s.id = c.street_id
              join unit o on o.id = c.owner_unit_id
              left join unit pu on pu.id = c.proposed_by_unit_id
              left join category k on k.id = c.category_id
              left join area m on m.id = c.community_id
              left join area g on g.id = c.grid_id
              left join account aa on aa.id = c.applicant_id
              left join person ap on ap.id = aa.person_id
              left join account ba on ba.id = c.approved_by
              left join person bp on bp.id = ba.person_id
             where c.id = ?
            """;

    private static final String ANSWERS = """
            select r.*, u.name as unit, coalesce(d.duty_phone, u.duty_phone) as duty_phone, d.name as deputy,
                   mp.name as marker, cp.name as countersigner
              from whistle_response r
              join unit u on u.id = r.unit_id
              left join unit d on d.id = r.deputy_unit_id
              left join account ma on ma.id = r.marked_by
              left join person mp on mp.id = ma.person_id
              left join account ca on ca.id = r.countersigned_by
              left join person cp on cp.id = ca.person_id
             where r.call_id = ?
             order by r.released_at is not null, r.role = 'CO', u.name
            """;

    private static final String CASES = """
            select k.id, k.number, k.title, k.status, e.done as extended, e.reason as extend_reason,
                   f.done as resolved, f.reason as resolve_reason,
                   (select u.satisfaction from follow_up u where u.case_id = k.id order by u.at desc limit 1) as satisfaction
              from whistle_case x
              join governance_case k on k.id = x.case_id
              left join whistle_case_effect e on e.call_id = x.call_id and e.case_id = x.case_id and e.effect = 'EXTENDED'
              left join whistle_case_effect f on f.call_id = x.call_id and f.case_id = x.case_id and f.effect = 'RESOLVED'
             where x.call_id = ?
             order by k.number
            """;

    private static final String STEPS = """
            select e.sequence, e.action, p.name as actor, u.name as unit, ru.name as responder, e.at, e.text
              from whistle_event e
              left join account a on a.id = e.actor_id
              left join person p on p.id = a.person_id
              left join unit u on u.id = e.unit_id
              left join unit ru on ru.id = e.responder_id
             where e.call_id = ?
             order by e.sequence
            """;

    private static final String CHAIN = """
            with recursive back as (
                select id, reblown_from from whistle_call where id = :id
                union select c.id, c.reblown_from from whistle_call c join back b on c.id = b.reblown_from),
            forth as (
                select id from whistle_call where id = :id
                union select c.id from whistle_call c join forth f on c.reblown_from = f.id)
            select c.id, c.number, c.state, c.level, c.created_at
              from whistle_call c
             where c.id in (select id from back union select id from forth)
             order by c.created_at, c.id
            """;

    private final WhistleAccess access;
    private final WhistleOffers offers;
    private final WhistleForming forming;
    private final Places places;
    private final JdbcClient jdbc;

    /** The page of one whistle; throws {@link org.shaodao.shared.NotFound} out of scope. */
    public WhistleSheet sheet(Actor actor, WhistleId id) {
        WhistleCall call = access.find(actor, id);
        UUID key = id.value();
        Set<WhistleAction> actions = offers.ofCall(actor, call);
        Set<PostType> offices = access.offices(actor, call);
        Map<WhistleResponseId, Set<WhistleAction>> each = new HashMap<>();
        for (WhistleResponse response : call.responses()) {
            each.put(response.getId(), offers.ofResponse(actor, call, response, offices));
        }
        List<WhistleSheet.Link> chain =
                jdbc.sql(CHAIN).param("id", key).query(WhistleSheet.Link.class).list();
        return new WhistleSheet(
                jdbc.sql(FACTS).param(key).query(WhistleSheet.Facts.class).single(),
                jdbc.sql(ANSWERS).param(key).query(WhistleSheet.Answer.class).list(),
                jdbc.sql(
                                "select t.*, u.name as unit from whistle_task t join unit u on u.id = t.unit_id"
                                        + " join whistle_call c on c.id = t.call_id"
                                        + " where t.call_id = ? order by coalesce(t.due_at, c.created_at + t.days * interval '1 day'), t.id")
                        .param(key)
                        .query(WhistleSheet.Task.class)
                        .list(),
                jdbc.sql("select at, participants, finding from whistle_handling where call_id = ? order by at")
                        .param(key)
                        .query(WhistleSheet.Visit.class)
                        .list(),
                jdbc.sql(CASES).param(key).query(WhistleSheet.LinkedCase.class).list(),
                chain.size() > 1 ? chain : List.of(),
                jdbc.sql("select u.name from whistle_co_street x join unit u on u.id = x.unit_id"
                                + " where x.call_id = ? order by u.name")
                        .param(key)
                        .query(String.class)
                        .list(),
                jdbc.sql(STEPS).param(key).query(WhistleSheet.Step.class).list(),
                actions,
                each,
                needsUnits(actions, each) ? callable(call) : List.of());
    }

    private List<UnitRef> callable(WhistleCall call) {
        return forming.callable(
                places.place(Objects.requireNonNull(call.getPlacement().streetId())));
    }

    private static boolean needsUnits(Set<WhistleAction> actions, Map<WhistleResponseId, Set<WhistleAction>> each) {
        return actions.contains(WhistleAction.ADD_RESPONDER)
                || each.values().stream()
                        .anyMatch(of ->
                                of.contains(WhistleAction.DECIDE_OBJECTION) || of.contains(WhistleAction.NAME_DEPUTY));
    }
}
