package org.shaodao.casework;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.Notice;

/**
 * A case was merged into this one, or left it again (T8, T29): a row of this one's timeline, and news for everybody who
 * reported any of them.
 *
 * @param caseId the kept case
 * @param other the case that joined or left
 * @param sequence running number of the timeline row within the kept case
 * @param action MERGE or UNMERGE
 * @param subjectNumber the number of the kept case; {@code otherNumber} that of the other one
 * @param told accounts of all reporters concerned, of both cases and of those that came along
 */
public record CaseJoined(
        CaseId caseId,
        CaseId other,
        int sequence,
        CaseAction action,
        CaseStatus status,
        Doer doer,
        Instant at,
        @Nullable String text,
        String subjectNumber,
        String otherNumber,
        Set<AccountId> told)
        implements DomainEvent {

    public CaseJoined {
        told = Set.copyOf(told);
    }

    @Override
    public String subjectType() {
        return "case";
    }

    @Override
    public UUID subjectId() {
        return caseId.value();
    }

    @Override
    public @Nullable UUID actorId() {
        return doer.account().value();
    }

    @Override
    public String actorRole() {
        return doer.role().name();
    }

    @Override
    public @Nullable UUID actorUnitId() {
        return doer.unit() == null ? null : doer.unit().value();
    }

    @Override
    public String messageKey() {
        return action == CaseAction.MERGE ? "casework.event.JOINED" : "casework.event.LEFT";
    }

    @Override
    public List<Notice> notices() {
        Set<UUID> accounts = told.stream().map(AccountId::value).collect(Collectors.toSet());
        String key = action == CaseAction.MERGE ? "casework.notice.joined" : "casework.notice.left";
        return accounts.isEmpty()
                ? List.of()
                : List.of(Notice.toAccounts(key, accounts).with(otherNumber));
    }
}
