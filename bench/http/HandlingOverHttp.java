import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load on a running demonstration on this machine, through the forms that people use.
 *
 * <p>java bench/http/HandlingOverHttp.java BASE SECONDS CONNECTIONS, the password in SHAODAO_DEMO_PASSWORD. Prints, for each
 * kind, how many a second and the median and 95th percentile of one request. It leaves its cases behind: use a scratch
 * folder.
 */
public final class HandlingOverHttp {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\"[^>]*value=\"(\\d+)\"");

    /** An account may only have a few sessions at once. */
    private static final int SESSIONS = 3;

    /** Until the compiler of the server has done its work, in seconds. */
    private static final int WARMING = Integer.getInteger("warming", 40);

    private final URI address;
    private final int seconds;
    private final int connections;
    private String category;
    private String team;

    private HandlingOverHttp(URI address, int seconds, int connections) {
        this.address = address;
        this.seconds = seconds;
        this.connections = connections;
    }

    public static void main(String[] args) throws Exception {
        URI address = URI.create(args[0]);
        if (!List.of("127.0.0.1", "localhost", "[::1]").contains(address.getHost())) {
            throw new IllegalArgumentException("only a server on this machine");
        }
        new HandlingOverHttp(address, Integer.parseInt(args[1]), Integer.parseInt(args[2])).run();
    }

    private void run() throws Exception {
        List<Cast> casts = signedIn();
        learn(casts.get(0));
        measure("warming up", WARMING, casts, c -> {
            c.street.get("/cases");
            return handling(c);
        });
        // nobody read the messages that wait in the sessions of warming up, and each request carries them
        casts = signedIn();
        if (wanted("queue")) {
            measure("queue page of the street, GET", seconds, casts, c -> c.street.get("/cases"));
        }
        if (wanted("intake")) {
            measure("intake, POST", seconds, casts, c -> report(c));
        }
        if (wanted("handling")) {
            measure("whole handling of seven verbs, POST", seconds, casts, this::handling);
        }
        if (wanted("transition")) {
            transitions(casts);
        }
    }

    private List<Cast> signedIn() throws Exception {
        List<Cast> casts = new ArrayList<>();
        List<People> people = new ArrayList<>();
        for (int i = 0; i < Math.min(connections, SESSIONS); i++) {
            people.add(new People());
        }
        for (int i = 0; i < connections; i++) {
            casts.add(new Cast(people.get(i % people.size())));
        }
        return casts;
    }

    /** With -Donly=KIND a single kind, to look for what it costs. */
    private static boolean wanted(String kind) {
        return System.getProperty("only", kind).equals(kind);
    }

    /** One transition on its own: accepting cases that were reported before. */
    private void transitions(List<Cast> casts) throws Exception {
        for (Cast cast : casts) {
            for (int i = 0; i < 400; i++) {
                cast.waiting.add(report(cast));
            }
        }
        measure("transition (accept), POST", seconds, casts, c -> {
            if (!c.waiting.isEmpty()) {
                accept(c, c.waiting.remove(c.waiting.size() - 1));
                return true;
            }
            return false;
        });
    }

    private interface Step {
        Object run(Cast cast) throws Exception;
    }

    private void measure(String what, int time, List<Cast> casts, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(casts.size());
        long begun = System.nanoTime();
        long until = begun + time * 1_000_000_000L;
        List<Future<List<Double>>> parts = new ArrayList<>();
        for (Cast cast : casts) {
            parts.add(pool.submit(() -> {
                List<Double> millis = new ArrayList<>();
                while (System.nanoTime() < until) {
                    long from = System.nanoTime();
                    if (Boolean.FALSE.equals(step.run(cast))) {
                        break;
                    }
                    millis.add((System.nanoTime() - from) / 1e6);
                }
                return millis;
            }));
        }
        List<Double> all = new ArrayList<>();
        for (Future<List<Double>> part : parts) {
            all.addAll(part.get());
        }
        pool.shutdown();
        double elapsed = (System.nanoTime() - begun) / 1e9;
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-38s %6d in %.1f s, per second %.1f, median %.1f ms, p95 %.1f ms%n",
                what,
                sorted.length,
                elapsed,
                sorted.length / elapsed,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)]);
    }

    private Object handling(Cast c) throws Exception {
        String id = report(c);
        int version = accept(c, id);
        c.desk.post("/cases/" + id + "/dispatch", Map.of("version", "" + version++, "lead", team, "text", "请今日处理"));
        c.handler.post(
                "/cases/" + id + "/sign", Map.of("version", "" + version++, "person", "示例", "phone", "13900000000"));
        c.handler.post(
                "/cases/" + id + "/resolve",
                Map.of("version", "" + version++, "text", "示例:已清理完毕", "kind", "SOLVED", "contacted", "true"));
        c.reporter.post("/cases/" + id + "/pass-verification", Map.of("version", "" + version++, "text", "已看过"));
        c.desk.post(
                "/cases/" + id + "/close",
                Map.of("version", "" + version, "reached", "true", "solved", "true", "satisfaction", "SATISFIED"));
        return true;
    }

    private String report(Cast c) throws Exception {
        String id = id();
        c.reporter.post("/phone/report", new LinkedHashMap<>(Map.of(
                "id", id,
                "category", category,
                "description", "示例:楼道灯不亮,夜间出行不便",
                "requesterName", "示例",
                "requesterPhone", "13900000000",
                "action", "report")));
        return id;
    }

    /** Accepts and answers the version that the next verb has to name. */
    private int accept(Cast c, String id) throws Exception {
        c.desk.post("/cases/" + id + "/accept", Map.of("version", "0", "category", category));
        return 1;
    }

    /** Finds a category that the grid team of worker2 may handle, by trying. */
    private void learn(Cast c) throws Exception {
        String page = c.reporter.get("/phone/report");
        Matcher choices = Pattern.compile("<option[^>]* value=\"([0-9a-f-]{36})\"|name=\"category\"[^>]*value=\"([0-9a-f-]{36})\"")
                .matcher(page);
        while (choices.find()) {
            category = choices.group(1) == null ? choices.group(2) : choices.group(1);
            try {
                String id = report(c);
                accept(c, id);
                String sheet = c.desk.get("/cases/" + id);
                Matcher lead = Pattern.compile("<option[^>]*value=\"([0-9a-f-]{36})\"[^>]*>[^<]*02网格").matcher(sheet);
                if (lead.find()) {
                    team = lead.group(1);
                    Matcher version = VERSION.matcher(sheet);
                    c.desk.post(
                            "/cases/" + id + "/dispatch",
                            Map.of("version", version.find() ? version.group(1) : "1", "lead", team));
                    return;
                }
            } catch (IOException notThisOne) {
                continue;
            }
        }
        throw new IllegalStateException("no category that a grid team may handle");
    }

    private static String id() {
        long millis = System.currentTimeMillis();
        long high = millis << 16 | 0x7000 | ThreadLocalRandom.current().nextInt(0x1000);
        return new UUID(high, ThreadLocalRandom.current().nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L).toString();
    }

    /** Everybody who is signed in. */
    private final class People {
        final Person reporter = new Person("worker1");
        final Person handler = new Person("worker2");
        final Person desk = new Person("community1");
        final Person street = new Person("street1");

        People() throws Exception {}
    }

    /** One line of work, one request at a time. */
    private static final class Cast {
        final Person reporter;
        final Person handler;
        final Person desk;
        final Person street;
        final List<String> waiting = new ArrayList<>();

        Cast(People people) {
            reporter = people.reporter;
            handler = people.handler;
            desk = people.desk;
            street = people.street;
        }
    }

    /** One signed-in session. */
    private final class Person {
        private volatile String cookie = "";
        private String token;

        Person(String login) throws Exception {
            token = token(get("/sign-in"));
            post("/sign-in", Map.of("login", login, "password", System.getenv("SHAODAO_DEMO_PASSWORD")));
            token = token(get("/me"));
        }

        String get(String path) throws IOException {
            Answer answer = send("GET", path, null);
            if (answer.status() != 200) {
                throw new IOException("GET " + path + " " + answer.status());
            }
            return answer.body();
        }

        void post(String path, Map<String, String> fields) throws IOException {
            StringBuilder body = new StringBuilder("_csrf=" + encode(token));
            fields.forEach((name, value) -> body.append('&').append(name).append('=').append(encode(value)));
            Answer answer = send("POST", path, body.toString());
            if (answer.status() / 100 != 3) {
                throw new IOException("POST " + path + " " + answer.status());
            }
        }

        /** Asks on this thread's connection, and once again where the server had closed it. */
        private Answer send(String method, String path, String body) throws IOException {
            Connection connection = Connection.of(address);
            Answer answer;
            try {
                answer = connection.send(method, path, cookie, body);
            } catch (IOException closed) {
                connection.close();
                answer = connection.send(method, path, cookie, body);
            }
            if (answer.cookie() != null) {
                cookie = answer.cookie();
            }
            return answer;
        }

        private static String token(String page) {
            Matcher found = CSRF.matcher(page);
            if (!found.find()) {
                throw new IllegalStateException("no token on the page");
            }
            return found.group(1);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    private record Answer(int status, String cookie, String body) {}

    /** One kept connection. As little as HTTP allows, so that the processor's time goes to the server. */
    private static final class Connection {
        private static final ThreadLocal<Connection> OF_THREAD = new ThreadLocal<>();

        private final URI address;
        private Socket socket;
        private InputStream in;

        private Connection(URI address) {
            this.address = address;
        }

        static Connection of(URI address) {
            if (OF_THREAD.get() == null) {
                OF_THREAD.set(new Connection(address));
            }
            return OF_THREAD.get();
        }

        Answer send(String method, String path, String cookie, String body) throws IOException {
            if (socket == null) {
                socket = new Socket(address.getHost(), address.getPort());
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream(), 65_536);
            }
            byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nCookie: " + cookie
                    + (body == null ? "" : "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + content.length)
                    + "\r\n\r\n";
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head.getBytes(StandardCharsets.US_ASCII));
            request.write(content);
            socket.getOutputStream().write(request.toByteArray());
            return answer();
        }

        private Answer answer() throws IOException {
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            String cookie = null;
            int length = 0;
            boolean chunked = false;
            boolean last = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (name.equals("set-cookie") && value.startsWith("shaodao=")) {
                    cookie = value.split(";", 2)[0];
                } else if (name.equals("content-length")) {
                    length = Integer.parseInt(value);
                } else if (name.equals("transfer-encoding")) {
                    chunked = true;
                } else if (name.equals("connection")) {
                    last = value.equals("close");
                }
            }
            byte[] body = chunked ? chunks() : in.readNBytes(length);
            if (last) {
                close();
            }
            return new Answer(status, cookie, new String(body, StandardCharsets.UTF_8));
        }

        private byte[] chunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int at = in.read(); at != '\n'; at = in.read()) {
                if (at < 0) {
                    throw new EOFException("closed");
                }
                line.write(at);
            }
            return line.toString(StandardCharsets.ISO_8859_1).strip();
        }

        void close() throws IOException {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }
    }
}
