package org.shaodao.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shaodao.access.AccessPolicy.Row;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Role × relation × handler, generated from the mapped handlers and checked against {@code access/*.csv}. */
@FlowTests
class AccessMatrixTests {

    private final Handlers handlers;
    private final AccessCalls calls;

    @Autowired
    AccessMatrixTests(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            WebApplicationContext context,
            JdbcClient jdbc,
            PersonalDataVault vault,
            TransactionTemplate transactions) {
        this.handlers = new Handlers(mapping);
        this.calls = new AccessCalls(context, jdbc, vault, transactions);
    }

    @Test
    void everyHandlerHasItsRowAndEveryRowItsHandler() throws IOException {
        Set<String> mapped = new TreeSet<>();
        handlers.all().forEach(handler -> mapped.add(handler.key()));

        Set<String> rows = new TreeSet<>(AccessPolicy.read().keySet());
        Set<String> missing = new TreeSet<>(mapped);
        missing.removeAll(rows);
        rows.removeAll(mapped);

        assertThat(missing)
                .as(
                        "handlers without a row in src/test/resources/access/*.csv (the README there says how to write one)")
                .isEmpty();
        assertThat(rows).as("rows without a handler").isEmpty();
    }

    @Test
    void everyRoleReachesWhatItsRowSaysAndNothingElse() throws IOException {
        Map<String, Row> rows = AccessPolicy.read();
        List<String> wrong = new ArrayList<>();
        int cells = 0;

        for (Handlers.Handler handler : handlers.all()) {
            Row row = rows.get(handler.key());
            if (row == null) {
                continue;
            }
            for (String visitor : AccessPolicy.VISITORS) {
                for (Relation relation : relationsOf(row, visitor)) {
                    cells++;
                    int status = calls.call(handler, row, visitor, relation);
                    String problem = AccessVerdict.problem(row.reachOf(visitor), visitor, relation, status);
                    if (problem != null) {
                        wrong.add(row.file() + ": " + handler.key() + (handler.htmx() ? " (htmx)" : "") + " as "
                                + visitor + " on " + relation + ": " + problem);
                    }
                }
            }
        }

        System.out.println("Access matrix: " + cells + " cells, " + wrong.size() + " wrong");
        assertThat(wrong).isEmpty();
    }

    @Test
    void theVerdictCatchesALeak() {
        assertThat(AccessVerdict.problem(Reach.SCOPE, "GRID_WORKER", Relation.OTHER_DISTRICT, 200))
                .isNotNull();
        assertThat(AccessVerdict.problem(Reach.SCOPE, "GRID_WORKER", Relation.OTHER_DISTRICT, 403))
                .isNotNull();
        assertThat(AccessVerdict.problem(Reach.SCOPE, "GRID_WORKER", Relation.OTHER_DISTRICT, 404))
                .isNull();
        assertThat(AccessVerdict.problem(Reach.REFUSED, "STREET_DESK", Relation.OWN, 303))
                .isNotNull();
        assertThat(AccessVerdict.problem(Reach.ALLOW, "STREET_DESK", Relation.OWN, 500))
                .isNotNull();
        assertThatThrownBy(() -> Reach.of("everybody")).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * The nearest and the farthest thing and both sides of the border between reached and hidden; where distance does
     * not matter the nearest stands for all. Everything with {@code -Dshaodao.test.access.full=true}.
     */
    private static Set<Relation> relationsOf(Row row, String visitor) {
        if (row.objects().isEmpty() || visitor.equals(AccessPolicy.ANONYMOUS)) {
            return EnumSet.of(Relation.OWN);
        }
        if (Boolean.getBoolean("shaodao.test.access.full")) {
            return EnumSet.allOf(Relation.class);
        }
        Reach reach = row.reachOf(visitor);
        if (reach == Reach.ALLOW || reach == Reach.REFUSED) {
            return EnumSet.of(Relation.OWN);
        }
        Set<Relation> tried = EnumSet.of(Relation.OWN, Relation.OTHER_DISTRICT);
        Relation last = null;
        for (Relation relation : Relation.values()) {
            if (last != null && reach.includes(last, visitor) != reach.includes(relation, visitor)) {
                tried.add(last);
                tried.add(relation);
            }
            last = relation;
        }
        return tried;
    }
}
