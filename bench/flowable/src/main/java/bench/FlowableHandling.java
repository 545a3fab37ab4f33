package bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;

/**
 * The peer of benchmark-handling: a process of five user tasks, each with a boundary timer, taken from start to end.
 * Arguments: JDBC URL, user, seconds, threads; the password in PGPASSWORD. Use an empty database.
 */
public final class FlowableHandling {

    private static final List<String> STEPS = List.of("accept", "dispatch", "handle", "verify", "followUp");

    public static void main(String[] args) throws Exception {
        int seconds = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(args[0]);
        pool.setUsername(args[1]);
        pool.setPassword(System.getenv("PGPASSWORD"));
        pool.setMaximumPoolSize(threads + 2);
        try (HikariDataSource source = new HikariDataSource(pool)) {
            StandaloneProcessEngineConfiguration settings = new StandaloneProcessEngineConfiguration();
            settings.setDataSource(source);
            settings.setDatabaseSchemaUpdate("true");
            settings.setAsyncExecutorActivate(false);
            ProcessEngine engine = settings.buildProcessEngine();
            engine.getRepositoryService().createDeployment().addString("case.bpmn20.xml", model()).deploy();
            run(engine, 5, threads);
            long cpu = processorNanos();
            long begun = System.nanoTime();
            long done = run(engine, seconds, threads);
            double elapsed = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "flowable handlings %,d, threads %d, per second %.1f, processor time per handling %.2f ms%n",
                    done,
                    threads,
                    done / elapsed,
                    (processorNanos() - cpu) / 1e6 / Math.max(1, done));
            engine.close();
        }
    }

    private static long run(ProcessEngine engine, int seconds, int threads) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        var pool = Executors.newFixedThreadPool(threads);
        List<Future<Long>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            parts.add(pool.submit(() -> {
                long done = 0;
                while (System.nanoTime() < until) {
                    handle(engine);
                    done++;
                }
                return done;
            }));
        }
        long sum = 0;
        for (Future<Long> part : parts) {
            sum += part.get();
        }
        pool.shutdown();
        return sum;
    }

    private static void handle(ProcessEngine engine) {
        String id = engine.getRuntimeService()
                .startProcessInstanceByKey("case", Map.of("title", "example", "place", "example"))
                .getId();
        for (int i = 0; i < STEPS.size(); i++) {
            Task task = engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult();
            engine.getTaskService().claim(task.getId(), "desk");
            engine.getTaskService().complete(task.getId(), Map.of("note" + i, "done"));
        }
    }

    private static String model() {
        StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>"
                + "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='bench'>"
                + "<process id='case' isExecutable='true'><startEvent id='start'/>");
        String from = "start";
        for (String step : STEPS) {
            xml.append("<userTask id='%s'/>".formatted(step));
            xml.append("<boundaryEvent id='late_%1$s' attachedToRef='%1$s' cancelActivity='false'>"
                    .formatted(step)
                    + "<timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>"
                    + "<endEvent id='told_%s'/>".formatted(step));
            xml.append("<sequenceFlow id='l_%1$s' sourceRef='late_%1$s' targetRef='told_%1$s'/>".formatted(step));
            xml.append("<sequenceFlow id='f_%2$s' sourceRef='%1$s' targetRef='%2$s'/>".formatted(from, step));
            from = step;
        }
        return xml.append("<endEvent id='end'/><sequenceFlow id='f_end' sourceRef='%s' targetRef='end'/>".formatted(from))
                .append("</process></definitions>")
                .toString();
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private FlowableHandling() {}
}
