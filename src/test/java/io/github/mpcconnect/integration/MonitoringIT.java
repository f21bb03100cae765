package io.github.mpcconnect.integration;

import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.NeedsPrometheus;
import io.github.mpcconnect.support.ProjectNames;
import io.github.mpcconnect.support.PrometheusProcess;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Wait;
import io.github.mpcconnect.support.WorkerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files in {@code config/monitoring} fit what a worker with the JMX exporter exports: a Prometheus with them
 * scrapes it, and each query of rules and dashboard yields series that have the labels that are used. Grafana is not
 * run.
 */
@ExtendWith(NeedsPrometheus.class)
class MonitoringIT {

    private static final Path DASHBOARD = Path.of("config/monitoring/grafana-dashboard.json");
    private static final Path RULES_TEST = Path.of("src/test/resources/monitoring/plivo-mpc-rules-test.yml");

    /** Kafka quotes the first name because of its colon. */
    private static final String CONNECTOR = "monitoring:one";

    private static final String REVOKED = "monitoring-revoked";
    private static final String ACCOUNT = "MAMONITOR";

    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|==|!=|>|<)\\s+(?=[\\d.]+$)");
    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern LABEL_IN_LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private static final Map<String, String> CHOSEN =
            Map.of("$job", "kafka-connect", "$connector", CONNECTOR, "$account", ACCOUNT, "$__rate_interval", "20s");

    @TempDir
    private static Path directory;

    private static PlivoSimulator api;
    private static WorkerProcess worker;
    private static PrometheusProcess prometheus;

    /** A query, and the labels that its results must have. */
    private record Query(String expression, Set<String> labels) {

        /** With a comparison that yields 0 or 1, instead of nothing where it does not hold. */
        static Query ofAlert(JsonNode rule) {
            String expression =
                    COMPARISON.matcher(rule.path("query").asString()).replaceAll("$1 bool ");
            return new Query(
                    expression, names(LABEL_IN_TEXT, rule.path("annotations").toString()));
        }

        static Query ofTarget(JsonNode target) {
            return new Query(
                    chosen(target.path("expr").asString()),
                    names(LABEL_IN_LEGEND, target.path("legendFormat").asString()));
        }

        static Query ofVariable(MatchResult values) {
            return new Query(chosen(values.group(1)), Set.of(values.group(2)));
        }

        private static String chosen(String expression) {
            String with = expression;
            for (Map.Entry<String, String> choice : CHOSEN.entrySet()) {
                with = with.replace(choice.getKey(), choice.getValue());
            }
            return with;
        }

        private static Set<String> names(Pattern pattern, String text) {
            return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
        }

        boolean isAnswered() {
            return !prometheus.query(expression).isEmpty();
        }

        void assertAnswered() {
            Wait.until("series of " + expression, this::isAnswered);
            assertThat(prometheus.query(expression))
                    .as(expression)
                    .isNotEmpty()
                    .allSatisfy(series ->
                            assertThat(series.path("metric").propertyNames()).containsAll(labels))
                    .allSatisfy(series ->
                            assertThat(series.path("value").path(1).asString()).isNotIn("NaN", "+Inf"));
        }
    }

    @BeforeAll
    static void a_prometheus_scrapes_a_worker() {
        World world = new World(SimulatedClock.running());
        SimulatedAccount account = account(world, ACCOUNT);
        SimulatedAccount revoked = account(world, "MAREVOKED");
        api = PlivoSimulator.start(world);
        int port = PrometheusProcess.exporterPort();
        worker = WorkerProcess.start(SharedCluster.get().bootstrapServers(), "monitoring", Map.of(), new String[] {
            "-Xmx256m", "-XX:+UseSerialGC", PrometheusProcess.exporterAgent(port)
        });
        worker.rest().put(CONNECTOR, config("monitoring-one", account));
        worker.rest().put(REVOKED, config(REVOKED, revoked));
        prometheus = PrometheusProcess.start(directory, port);
        assertExported(REVOKED);
        revoked.token("another-secret");
    }

    private static SimulatedAccount account(World world, String authId) {
        Instant now = Instant.now();
        return world.addAccount(authId, "secret")
                .unlimited()
                .add(CallGenerator.seeded(11)
                        .ending(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)))
                        .calls(50));
    }

    private static Map<String, String> config(String prefix, SimulatedAccount account) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                "PlivoMpcSourceConnector",
                "plivo.auth.id",
                account.authId(),
                "plivo.auth.token",
                account.authToken(),
                "plivo.api.url",
                api.url(),
                "topic.prefix",
                prefix,
                "poll.interval.ms",
                "1000",
                "settle.delay.ms",
                "2000",
                "retry.backoff.max.ms",
                "500"));
        config.putAll(Map.of(
                "topic.creation.default.replication.factor", "1",
                "topic.creation.default.partitions", "1",
                "topic.creation.default.retention.ms", "-1"));
        return config;
    }

    private static void assertExported(String connector) {
        new Query("plivo_mpc_requests_total{connector=\"" + connector + "\"}", Set.of("task", "account"))
                .assertAnswered();
    }

    @AfterAll
    static void stop() {
        Stream.of(prometheus, worker, api).filter(started -> started != null).forEach(MonitoringIT::close);
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_metric_is_exported_and_on_the_dashboard() {
        assertExported(CONNECTOR);
        String dashboard = ProjectNames.text(DASHBOARD);
        String rules = ProjectNames.text(PrometheusProcess.RULES);
        for (Metric metric : Metric.values()) {
            String name = "plivo_mpc_" + metric.attribute().replace('-', '_');
            new Query(
                            name + "{connector=\"" + CONNECTOR + "\", account=\"" + ACCOUNT + "\", task=\"0\"}",
                            Set.of("job", "instance"))
                    .assertAnswered();
            assertThat(dashboard + rules).contains(name);
        }
    }

    @Test
    void no_label_value_is_quoted() {
        assertExported(CONNECTOR);
        List<JsonNode> series = prometheus.query("{__name__=~\"(plivo_mpc|kafka_connect|task:|account:).*\"}");
        assertThat(series)
                .hasSizeGreaterThan(Metric.values().length)
                .allSatisfy(one -> assertThat(one.path("metric").valueStream().map(JsonNode::asString))
                        .noneMatch(value -> value.matches("(?s)\".*|.*\"")));
        assertThat(series.stream()
                        .map(one -> one.path("metric").path("connector").asString("")))
                .contains(CONNECTOR, REVOKED)
                .containsOnly(CONNECTOR, REVOKED);
    }

    @Test
    void every_rule_yields_series_with_the_labels_that_it_uses() {
        Wait.until("rules", () -> prometheus.rules().size() >= 2);
        Map<String, List<JsonNode>> byType = prometheus.rules().stream()
                .collect(Collectors.groupingBy(rule -> rule.path("type").asString()));
        assertThat(byType.get("recording"))
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        rule -> new Query(rule.path("query").asString(), Set.of("job", "connector")).assertAnswered())
                .allSatisfy(
                        rule -> new Query(rule.path("name").asString(), Set.of("job", "connector")).assertAnswered());
        assertThat(byType.get("alerting"))
                .hasSizeGreaterThan(5)
                .allSatisfy(rule -> assertThat(rule.path("query").asString()).containsPattern(COMPARISON))
                .allSatisfy(rule -> Query.ofAlert(rule).assertAnswered());
    }

    @Test
    void every_query_of_the_dashboard_yields_series_with_the_labels_that_it_shows() {
        JsonNode dashboard = new JsonMapper().readTree(ProjectNames.text(DASHBOARD));
        List<Query> panels = dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(Query::ofTarget)
                .toList();
        List<Query> variables = dashboard
                .path("templating")
                .path("list")
                .valueStream()
                .flatMap(
                        variable -> VARIABLE.matcher(variable.path("definition").asString(""))
                                .results())
                .map(Query::ofVariable)
                .toList();
        assertThat(variables).hasSize(3).allSatisfy(Query::assertAnswered);
        assertThat(panels).hasSizeGreaterThan(30).allSatisfy(Query::assertAnswered);
    }

    @Test
    void a_task_that_fails_is_seen_and_one_that_runs_is_not() {
        Wait.until("the failed task", () -> failed(REVOKED).equals("1"));
        assertThat(failed(CONNECTOR)).isEqualTo("0");
    }

    private static String failed(String connector) {
        return prometheus.query("task:kafka_connect_task_failed:max{connector=\"" + connector + "\"}").stream()
                .map(series -> series.path("value").path(1).asString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void promtool_accepts_the_configuration() {
        assertThat(PrometheusProcess.promtool("check", "config", PrometheusProcess.CONFIG.toString()))
                .endsWith("exit code 0");
    }

    @Test
    void each_alert_fires_on_a_made_series_and_is_quiet_on_a_healthy_one() {
        assertThat(PrometheusProcess.promtool("test", "rules", RULES_TEST.toString()))
                .endsWith("exit code 0");
        String tested = ProjectNames.text(RULES_TEST);
        String healthy = tested.substring(tested.indexOf("- name: a healthy account"), tested.indexOf("- name: gaps"));
        assertThat(Pattern.compile("- alert: (\\w+)")
                        .matcher(ProjectNames.text(PrometheusProcess.RULES))
                        .results())
                .extracting(alert -> "alertname: " + alert.group(1))
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> {
                    assertThat(healthy).contains(alert + "\n        exp_alerts: []");
                    assertThat(tested).contains(alert + "\n        exp_alerts:\n");
                });
    }
}
