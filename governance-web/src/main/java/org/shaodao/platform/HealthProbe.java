package org.shaodao.platform;

import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the local server whether it is ready; for containers, whose images hold no curl. Exit code 0 = ready. */
final class HealthProbe {

    public static void main(String[] args) {
        int status = 1;
        try {
            String port = System.getenv().getOrDefault("SERVER_PORT", "8080");
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(4_000);
            status = connection.getResponseCode() == 200 ? 0 : 1;
        } catch (java.io.IOException unreachable) {
            System.err.println(unreachable.getMessage());
        }
        System.exit(status);
    }

    private HealthProbe() {}
}
