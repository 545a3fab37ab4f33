package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.SeparationSwitch;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who reports does not handle (feature A3.3): a switch for each category, set by the district. */
@Service
@Transactional
@RequiredArgsConstructor
public class ReportHandleSeparation implements SeparationSwitch {

    private static final Set<CaseAction> HANDLING =
            Set.of(CaseAction.SETTLE_ON_THE_SPOT, CaseAction.HANDLE_SELF, CaseAction.SIGN, CaseAction.RESOLVE);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    @Override
    @Transactional(readOnly = true)
    public Set<CategoryId> separated() {
        return Set.copyOf(jdbc.sql("select category_id from separated_category").query(UUID.class).list().stream()
                .map(CategoryId::new)
                .toList());
    }

    @Override
    public void separate(Actor actor, Set<CategoryId> wanted) {
        if (!actor.has(Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("casework.separation.title");
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<CategoryId> before = separated();
        for (CategoryId ended : before) {
            if (!wanted.contains(ended)) {
                jdbc.sql("delete from separated_category where category_id = ?")
                        .param(ended.value())
                        .update();
                record(actor, ended, at, "casework.event.SEPARATION_OFF");
            }
        }
        for (CategoryId begun : wanted) {
            if (!before.contains(begun)) {
                int begins = jdbc.sql("insert into separated_category (category_id, since, set_by)"
                                + " select id, cast(? as timestamptz), cast(? as uuid) from category where id = ?")
                        .params(at.atOffset(ZoneOffset.UTC), actor.account().value(), begun.value())
                        .update();
                RuleViolation.require(begins == 1, "casework.category-unknown");
                record(actor, begun, at, "casework.event.SEPARATION_ON");
            }
        }
    }

    /** Throws {@link RuleViolation} where the reporter is about to handle what he must not. */
    void check(Actor actor, GovernanceCase kase, CaseAction action) {
        CategoryId category = kase.getCategoryId();
        if (category != null && HANDLING.contains(action) && actor.account().equals(kase.getReporterId())) {
            boolean separated = jdbc.sql("select exists (select 1 from separated_category where category_id = ?)")
                    .param(category.value())
                    .query(Boolean.class)
                    .single();
            RuleViolation.require(!separated, "casework.separation.reporter");
        }
    }

    private void record(Actor actor, CategoryId category, Instant at, String key) {
        events.publishEvent(new Recorded(
                "category",
                category.value(),
                actor.account().value(),
                Role.DISTRICT_SUPERVISOR.name(),
                null,
                at,
                key,
                List.of(),
                null));
    }
}
