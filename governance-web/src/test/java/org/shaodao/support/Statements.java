package org.shaodao.support;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** The SQL statements this thread sends to the database, whoever sends them: Hibernate or JdbcClient. */
public final class Statements {

    private static final ThreadLocal<List<String>> SENT = ThreadLocal.withInitial(ArrayList::new);

    /** What a piece of work may do. */
    public interface Work {
        void run() throws Exception;
    }

    /** The statements {@code work} sends, in order. */
    public static List<String> of(Work work) throws Exception {
        SENT.get().clear();
        work.run();
        return List.copyOf(SENT.get());
    }

    static DataSource counting(DataSource source) {
        return ProxyDataSourceBuilder.create(source)
                .listener(new QueryExecutionListener() {
                    @Override
                    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                        queries.forEach(query -> SENT.get().add(query.getQuery()));
                    }

                    @Override
                    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                        // counted before
                    }
                })
                .build();
    }

    private Statements() {}
}
