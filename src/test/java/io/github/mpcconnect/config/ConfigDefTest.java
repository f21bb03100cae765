package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys, their defaults and all that a user interface shows of them. */
class ConfigDefTest {

    @Test
    void the_keys_and_their_defaults_are_the_published_ones() {
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("plivo.auth.id", null);
        published.put("plivo.auth.token", null);
        published.put("accounts", List.of());
        published.put("plivo.api.url", "https://api.plivo.com");
        published.put("plivo.api.allow.http", false);
        published.put("validate.credentials", true);
        published.put("topic.prefix", "plivo");
        published.put("start.time", "");
        published.put("history.days", 90);
        published.put("backfill.order", "newest.first");
        published.put("poll.interval.ms", 10_000L);
        published.put("settle.delay.ms", 60_000L);
        published.put("audit.interval.ms", 600_000L);
        published.put("audit.listing.interval.ms", 21_600_000L);
        published.put("audit.days", 2);
        published.put("participants.wait.ms", 3_600_000L);
        published.put("window.max.calls", 200);
        published.put("participants.mode", "topic");
        published.put("record.timestamp", "ingest");
        published.put("filter.friendly.name", null);
        published.put("filter.sub.account", null);
        published.put("filter.termination.cause.code", null);
        published.put("filter.creation.time.from", null);
        published.put("filter.creation.time.to", null);
        published.put("live.enabled", true);
        published.put("live.poll.interval.ms", 10_000L);
        published.put("heartbeat.interval.ms", 0L);
        published.put("behavior.on.malformed", "fail");
        published.put("decimal.handling.mode", "precise");
        published.put("include.raw.json", false);
        published.put("api.rate.limit.requests", 300);
        published.put("api.rate.limit.period.ms", 5_000L);
        published.put("api.max.concurrent.requests", 16);
        published.put("retry.backoff.ms", 500L);
        published.put("retry.backoff.max.ms", 30_000L);
        published.put("http.connect.timeout.ms", 5_000L);
        published.put("http.response.timeout.ms", 30_000L);
        published.put("http.proxy.url", null);
        published.put("http.proxy.user", null);
        published.put("http.proxy.password", null);
        published.put("http.ssl.truststore.location", null);
        published.put("http.ssl.truststore.password", null);
        published.put("http.ssl.truststore.type", null);

        assertThat(PlivoMpcConfig.configDef().defaultValues()).containsExactlyInAnyOrderEntriesOf(published);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_key_has_a_documentation_and_all_that_an_interface_shows(ConfigKey key) {
        assertThat(key.documentation)
                .hasSizeGreaterThanOrEqualTo(60)
                .doesNotContain("\n", "  ")
                .endsWith(".");
        assertThat(key.displayName).isNotBlank().isNotEqualTo(key.name);
        assertThat(key.group).isNotBlank();
        assertThat(key.orderInGroup).isPositive();
        assertThat(key.width).isNotNull().isNotEqualTo(ConfigDef.Width.NONE);
        assertThat(key.importance).isNotNull();
        assertThat(key.recommender).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_key_with_a_restricted_value_has_a_validator_that_describes_itself(ConfigKey key) {
        boolean free = key.type == Type.BOOLEAN
                || key.type == Type.PASSWORD
                || key.type == Type.LIST
                || List.of(
                                "filter.friendly.name",
                                "filter.sub.account",
                                "http.proxy.user",
                                "http.ssl.truststore.location")
                        .contains(key.name)
                || key.name.endsWith("auth.id");

        assertThat(key.validator == null).as(key.name).isEqualTo(free);
        if (!free) {
            assertThat(key.validator.toString()).doesNotContain("@", "Lambda");
        }
    }

    @Test
    void every_default_is_valid() {
        PlivoMpcConfig.configDef().configKeys().values().stream()
                .filter(key -> key.validator != null)
                .forEach(key -> key.validator.ensureValid(key.name, key.defaultValue));
    }

    @Test
    void secrets_are_passwords() {
        assertThat(keys().filter(key -> key.type == Type.PASSWORD).map(key -> key.name))
                .containsExactlyInAnyOrder(
                        "plivo.auth.token",
                        "account.emea.auth.token",
                        "http.proxy.password",
                        "http.ssl.truststore.password");
    }

    @Test
    void the_keys_of_a_group_are_numbered_from_1() {
        Map<String, List<Integer>> orders = new HashMap<>();
        keys().forEach(key ->
                orders.computeIfAbsent(key.group, group -> new ArrayList<>()).add(key.orderInGroup));

        assertThat(orders)
                .containsOnlyKeys(
                        "Accounts",
                        "Account emea",
                        "Topics and records",
                        "History",
                        "Ended calls",
                        "Audit",
                        "Live calls",
                        "Filters",
                        "Limits and retries",
                        "HTTP");
        orders.forEach((group, order) -> assertThat(order)
                .as(group)
                .containsExactlyElementsOf(
                        Stream.iterate(1, n -> n + 1).limit(order.size()).toList()));
    }

    @Test
    void the_doc_of_record_timestamp_warns_of_retention() {
        assertThat(PlivoMpcConfig.configDef().configKeys().get("record.timestamp").documentation)
                .contains("7 days", "retention.ms=-1", "topic.creation.");
    }

    @Test
    void the_accounts_own_keys_have_the_defaults_and_limits_of_the_shared_ones() {
        Map<String, ConfigKey> all = PlivoMpcConfig.configDef(List.of("emea")).configKeys();

        assertThat(all.keySet().stream().filter(key -> key.startsWith("account.")))
                .containsExactlyInAnyOrder(
                        "account.emea.auth.id",
                        "account.emea.auth.token",
                        "account.emea.topic.prefix",
                        "account.emea.api.rate.limit.requests",
                        "account.emea.start.time");
        for (String key : List.of("topic.prefix", "api.rate.limit.requests", "start.time")) {
            assertThat(all.get("account.emea." + key).type).isEqualTo(all.get(key).type);
            assertThat(all.get("account.emea." + key).defaultValue).isNull();
            assertThat(all.get("account.emea." + key).validator)
                    .asString()
                    .isEqualTo(all.get(key).validator.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void the_documentation_is_plain_english(ConfigKey key) {
        assertThat(key.documentation + " " + key.displayName)
                .doesNotContainPattern(
                        "(?i)\\b(told|tells?|mend|no more|for ever|of which|whoever|whatever|under way)\\b");
    }

    @Test
    void the_returned_definition_is_a_copy() {
        PlivoMpcConfig.configDef().define("other", Type.STRING, ConfigDef.Importance.LOW, "Not ours.");

        assertThat(PlivoMpcConfig.configDef().names()).doesNotContain("other");
    }

    static Stream<ConfigKey> keys() {
        return PlivoMpcConfig.configDef(List.of("emea")).configKeys().values().stream();
    }
}
