package org.shaodao.casework.service;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * One verb on many cases: each row is a transaction of its own with a result of its own, so that nothing is ever half
 * done and one refusal holds up nobody.
 */
@Service
@RequiredArgsConstructor
public class BulkDesk {

    /** Cases taken in one go. */
    public static final int MOST = 100;

    /** A case and the version it had when it was picked. */
    public record Picked(CaseId id, long version) {}

    /** Why one case stayed as it was; {@code arguments} fill the sentence of {@code key}. */
    public record Refused(@Nullable String number, String key, List<Serializable> arguments) implements Serializable {}

    /** What came of it. */
    public record Outcome(int done, List<Refused> refused) implements Serializable {}

    private final BulkVerbs verbs;
    private final CaseSupervision supervision;
    private final JdbcClient jdbc;

    /** Accepts and dispatches each as the platform suggests; see {@link BulkVerbs#asSuggested}. */
    public Outcome asSuggested(Actor actor, List<Picked> picked) {
        return each(picked, one -> verbs.asSuggested(actor, one));
    }

    /** Gives each to this unit; see {@link BulkVerbs#assign}. */
    public Outcome assign(Actor actor, List<Picked> picked, UnitId unit) {
        return each(picked, one -> verbs.assign(actor, one, unit));
    }

    /** Reminds the unit that holds each, once a working day; see {@link CaseSupervision#remind}. */
    public Outcome remind(Actor actor, List<Picked> picked) {
        return each(picked, one -> supervision.remind(actor, one.id(), null));
    }

    private Outcome each(List<Picked> picked, Consumer<Picked> verb) {
        RuleViolation.require(!picked.isEmpty(), "casework.bulk.nothing");
        RuleViolation.require(picked.size() <= MOST, "casework.bulk.too-many", MOST);
        List<Refusal> refused = new ArrayList<>();
        for (Picked one : picked) {
            Refusal refusal = attempt(one, verb);
            if (refusal != null) {
                refused.add(refusal);
            }
        }
        return new Outcome(picked.size() - refused.size(), named(refused));
    }

    private record Refusal(
            CaseId id, boolean shown, String key, @Nullable Object... arguments) {}

    private static @Nullable Refusal attempt(Picked one, Consumer<Picked> verb) {
        try {
            verb.accept(one);
            return null;
        } catch (RuleViolation rule) {
            return new Refusal(one.id(), true, rule.key(), rule.getArguments());
        } catch (Conflict lost) {
            return new Refusal(one.id(), true, "casework.bulk.moved", lost.who() == null ? "" : lost.who());
        } catch (OptimisticLockingFailureException lost) {
            return new Refusal(one.id(), true, "casework.bulk.moved", "");
        } catch (Forbidden refused) {
            return new Refusal(one.id(), true, "casework.bulk.not-yours");
        } catch (NotFound gone) {
            return new Refusal(one.id(), false, "casework.bulk.gone");
        }
    }

    /** Numbers only for cases the reader may see. */
    private List<Refused> named(Collection<Refusal> refused) {
        List<UUID> ids = refused.stream()
                .filter(Refusal::shown)
                .map(one -> one.id().value())
                .toList();
        Map<UUID, String> numbers = ids.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("select id, number from governance_case where id in (:ids)")
                        .param("ids", ids)
                        .query((row, index) -> Map.entry(row.getObject("id", UUID.class), row.getString("number")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return refused.stream()
                .map(one -> new Refused(
                        numbers.get(one.id().value()),
                        one.key(),
                        Arrays.stream(one.arguments()).map(BulkDesk::kept).toList()))
                .toList();
    }

    /** Numbers stay numbers, so that the sentence can write them its own way. */
    private static Serializable kept(@Nullable Object argument) {
        return argument instanceof Number number ? number : String.valueOf(argument);
    }
}
