package org.shaodao.identity.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.Account;
import org.shaodao.identity.Accounts;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The three separated offices. The system administrator proposes somebody, the security administrator approves; nobody
 * decides on himself, nobody holds two, nobody with a post holds one, and the last of a kind cannot be dismissed.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class AdministratorOffices {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A proposal waiting for the security administrator. */
    public record Proposal(
            UUID id, AccountId account, String login, String name, Role role, String proposedBy, Instant at) {}

    /** The system administrator proposes an account for an office. */
    public void propose(AccountId account, Role role, Actor by) {
        AccountAdministration.requireSystemAdministrator(by);
        RuleViolation.require(role.isAdministrator(), "identity.not-an-office");
        RuleViolation.require(!by.account().equals(account), "identity.self-grant");
        requireEligible(account);
        RuleViolation.require(
                count("administrator_request where account_id = ? and decided_at is null", account.value()) == 0,
                "identity.already-proposed");
        jdbc.sql("""
                insert into administrator_request (id, account_id, role, requested_by, requested_at)
                values (?, ?, ?, ?, ?)
                """)
                .params(Ids.next(), account.value(), role.name(), by.account().value(), at())
                .update();
        tell(account, by, Role.SYSTEM_ADMINISTRATOR, "identity.event.office-proposed");
    }

    /** What waits for a decision, oldest first. */
    @Transactional(readOnly = true)
    public List<Proposal> waiting(Actor by) {
        requireSecurityAdministrator(by);
        return jdbc.sql("""
                select r.id, r.account_id, ac.login, p.name, r.role, proposer.name as proposed_by, r.requested_at
                  from administrator_request r
                  join account ac on ac.id = r.account_id
                  join person p on p.id = ac.person_id
                  join account pa on pa.id = r.requested_by
                  join person proposer on proposer.id = pa.person_id
                 where r.decided_at is null
                 order by r.requested_at
                """)
                .query((row, number) -> new Proposal(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("login"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getString("proposed_by"),
                        row.getTimestamp("requested_at").toInstant()))
                .list();
    }

    /** The security administrator approves or refuses. */
    public void decide(UUID proposal, boolean approve, Actor by) {
        requireSecurityAdministrator(by);
        record Open(UUID account, String role, UUID requestedBy) {}
        Open open = jdbc.sql("""
                select account_id, role, requested_by from administrator_request
                 where id = ? and decided_at is null for update
                """)
                .param(proposal)
                .query((row, number) -> new Open(
                        row.getObject("account_id", UUID.class),
                        row.getString("role"),
                        row.getObject("requested_by", UUID.class)))
                .optional()
                .orElseThrow(() -> new NotFound("proposal"));
        UUID decider = by.account().value();
        RuleViolation.require(!open.account().equals(decider), "identity.self-grant");
        RuleViolation.require(!open.requestedBy().equals(decider), "identity.four-eyes");
        jdbc.sql("update administrator_request set decided_by = ?, decided_at = ?, approved = ? where id = ?")
                .params(decider, at(), approve, proposal)
                .update();
        AccountId account = new AccountId(open.account());
        if (approve) {
            requireEligible(account);
            jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, ?, ?)")
                    .params(open.account(), open.role(), at())
                    .update();
            endSessions(account);
        }
        tell(
                account,
                by,
                Role.SECURITY_ADMINISTRATOR,
                approve ? "identity.event.office-granted" : "identity.event.office-refused");
    }

    /** The security administrator dismisses somebody else. */
    public void dismiss(AccountId account, Actor by) {
        requireSecurityAdministrator(by);
        RuleViolation.require(!by.account().equals(account), "identity.self-dismissal");
        String role = jdbc.sql("select role from administrator where account_id = ? for update")
                .param(account.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new RuleViolation("identity.holds-no-office"));
        RuleViolation.require(count("administrator where role = ?", role) > 1, "identity.last-of-its-kind");
        jdbc.sql("delete from administrator where account_id = ?")
                .param(account.value())
                .update();
        endSessions(account);
        tell(account, by, Role.SECURITY_ADMINISTRATOR, "identity.event.office-ended");
    }

    private void requireEligible(AccountId account) {
        RuleViolation.require(count("account where id = ?", account.value()) == 1, "identity.account-unknown");
        RuleViolation.require(
                count("administrator where account_id = ?", account.value()) == 0, "identity.holds-office");
        RuleViolation.require(count("""
                        post_holding h join account ac on ac.person_id = h.person_id
                         where ac.id = ? and (h.held_to is null or h.held_to >= current_date)
                        """, account.value()) == 0, "identity.holds-post");
    }

    private void endSessions(AccountId id) {
        Account account = accounts.findById(id).orElseThrow(() -> new NotFound("account"));
        account.endSessions(clock.instant());
        accounts.save(account);
    }

    private int count(String fromWhere, Object value) {
        return jdbc.sql("select count(*) from " + fromWhere)
                .param(value)
                .query(Integer.class)
                .single();
    }

    private void tell(AccountId subject, Actor by, Role in, String key) {
        events.publishEvent(new Recorded(
                Account.SUBJECT,
                subject.value(),
                by.account().value(),
                in.name(),
                null,
                clock.instant(),
                key,
                List.of("administrator"),
                null));
    }

    private Timestamp at() {
        return Timestamp.from(clock.instant());
    }

    static void requireSecurityAdministrator(Actor by) {
        if (!by.has(Role.SECURITY_ADMINISTRATOR)) {
            throw new Forbidden("identity.function.security");
        }
    }
}
