package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.ConnectRest;
import io.github.mpcconnect.support.ConnectRest.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The connector on its worker, over Connect's REST API. */
final class Pipeline {

    static final String NAME = "plivo-mpc";
    static final String PREFIX = "plivo";
    static final int SETTLE_DELAY_MS = 5_000;
    static final int POLL_INTERVAL_MS = 2_000;
    static final int LIVE_POLL_INTERVAL_MS = 2_000;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long CREATION_TAKES_AT_MOST = TimeUnit.SECONDS.toNanos(60);
    private static final int BAD_REQUEST = 400;

    private final ConnectRest rest;

    Pipeline(ConnectRest rest) {
        this.rest = rest;
    }

    /** @param apiUrl null: the connector's default */
    static Map<String, String> config(String authId, String authToken, String apiUrl) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.github.mpcconnect.PlivoMpcSourceConnector");
        config.put("tasks.max", "1");
        config.put("plivo.auth.id", authId);
        config.put("plivo.auth.token", authToken);
        if (apiUrl != null) {
            config.put("plivo.api.url", apiUrl);
        }
        config.put("topic.prefix", PREFIX);
        config.put("settle.delay.ms", String.valueOf(SETTLE_DELAY_MS));
        config.put("poll.interval.ms", String.valueOf(POLL_INTERVAL_MS));
        config.put("live.enabled", "true");
        config.put("live.poll.interval.ms", String.valueOf(LIVE_POLL_INTERVAL_MS));
        config.put("topic.creation.groups", "history");
        config.put("topic.creation.default.replication.factor", "-1");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.cleanup.policy", "compact");
        config.put("topic.creation.history.include", PREFIX + "\\.mpc\\.(calls|participants|errors)");
        config.put("topic.creation.history.cleanup.policy", "delete");
        config.put("topic.creation.history.retention.ms", "-1");
        for (String converter : List.of("key.converter", "value.converter")) {
            config.put(converter, "org.apache.kafka.connect.json.JsonConverter");
            config.put(converter + ".schemas.enable", "false");
        }
        config.put("value.converter.decimal.format", "NUMERIC");
        return config;
    }

    /**
     * Creates the connector, or gives the one that is there this configuration.
     *
     * @throws Refused where Connect does not take it
     */
    void create(Map<String, String> config) throws InterruptedException {
        long end = System.nanoTime() + CREATION_TAKES_AT_MOST;
        while (true) {
            try {
                rest.put(NAME, config);
                return;
            } catch (Refused e) {
                if (e.status() == BAD_REQUEST || System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    void delete() {
        rest.delete(NAME);
    }

    URI offsetsUrl() {
        return rest.url().resolve("/connectors/" + NAME + "/offsets");
    }

    Map<JsonNode, JsonNode> offsets() {
        return rest.offsets(NAME);
    }

    /** What failed and why, a line each; empty while all is well. */
    List<String> failures() {
        JsonNode status = rest.status(NAME);
        List<String> failures = new ArrayList<>();
        addFailure("The connector", status.path("connector"), failures);
        status.path("tasks")
                .forEach(task -> addFailure("Task " + task.path("id").asString(), task, failures));
        return failures;
    }

    private static void addFailure(String what, JsonNode status, List<String> failures) {
        if (status.path("state").asString("").equals("FAILED")) {
            String trace = status.path("trace").asString("without a trace");
            failures.add(what + " failed: " + trace.lines().findFirst().orElse(""));
        }
    }

    /** Why Connect refused something, a line for each reason. */
    static List<String> sentences(Refused refused) {
        String told = refused.getMessage();
        int body = told.indexOf('{');
        String message = body < 0
                ? told
                : MAPPER.readTree(told.substring(body)).path("message").asString(told);
        return message.lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.contains("Connector configuration is invalid"))
                .filter(line -> !line.contains("You can also find the above list of errors"))
                .toList();
    }
}
