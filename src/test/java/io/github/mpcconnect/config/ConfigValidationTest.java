package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The errors of an invalid configuration, and the keys that they are reported on. */
class ConfigValidationTest {

    private static final String TOKEN = "s3cr3tT0ken";

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            plivo.auth.id             | MA/1                       | MA..., letters and digits
            plivo.auth.id             | ../MA1                     | letters and digits
            plivo.auth.id             | MA1:s3cr3tT0ken            | MA1..., letters and digits
            plivo.auth.id             | -                          | Missing, plivo.auth.id, accounts
            plivo.auth.id             | ` `                        | Missing, plivo.auth.id, accounts
            plivo.auth.token          | -                          | Missing, plivo.auth.token, accounts
            plivo.auth.token          | ` `                        | Missing, plivo.auth.token, accounts
            plivo.api.url             | api.plivo.com              | absolute, https://api.plivo.com
            plivo.api.url             | ` `                        | absolute, https://api.plivo.com
            plivo.api.url             | ftp://api.plivo.com        | https://
            plivo.api.url             | https:///v1                | host of letters
            plivo.api.url             | https://api plivo.com      | not a URL
            plivo.api.url             | https://under_score        | host of letters
            plivo.api.url             | https://api.plivo.com?a=b  | query
            plivo.api.url             | https://api.plivo.com#a    | fragment
            plivo.api.url             | https://api.plivo.com:0    | port
            plivo.api.url             | https://h.com:65536        | port
            plivo.api.url             | https://MA1:s3cr3tT0ken@h  | [hidden]@h, credentials
            plivo.api.url             | MA1:s3cr3tT0ken@h          | [hidden]@h
            plivo.api.url             | http://api.plivo.com       | plain http, plivo.api.allow.http=true
            plivo.api.url             | HTTP://api.plivo.com       | plain http
            plivo.api.url             | http://127.evil.com        | plain http
            plivo.api.url             | http://127.0.0.1.evil.com  | plain http
            plivo.api.url             | http://localhost.evil.com  | plain http
            plivo.api.url             | http://128.0.0.1           | plain http
            plivo.api.allow.http      | perhaps                    | perhaps
            validate.credentials      | 1                          | validate.credentials
            topic.prefix              | my topic                   | letters, digits
            topic.prefix              | ` `                        | at least one
            topic.prefix              | plivo/mpc                  | plivo/mpc
            start.time                | 2026-11-21                 | 2026-11-21T00:00:00Z, zone
            start.time                | 2026-11-21T10:15:00        | 2026-11-21T00:00:00Z, zone
            start.time                | 2026-11-21 10:15:00Z       | 2026-11-21T00:00:00Z, zone
            start.time                | yesterday                  | 2026-11-21T00:00:00Z, zone
            start.time                | +999999999-01-01T00:00:00Z | between 1970 and 9999
            history.days              | 0                          | 0, history.days, between 1 and
            history.days              | ninety                     | ninety, history.days
            backfill.order            | random                     | random, newest.first, oldest.first
            poll.interval.ms          | 99                         | between 100 and
            poll.interval.ms          | ``                         | poll.interval.ms
            settle.delay.ms           | -1                         | between 0 and
            audit.interval.ms         | 0                          | between 100 and
            audit.interval.ms         | 99                         | between 100 and
            audit.listing.interval.ms | 0                          | between 100 and
            audit.days                | 91                         | between 0 and 90
            participants.wait.ms      | -1                         | between 0 and
            window.max.calls          | 0                          | between 1 and
            participants.mode         | all                        | topic, embedded, none
            record.timestamp          | now                        | ingest, event
            filter.termination.cause.code | normal                 | normal
            filter.termination.cause.code | -1                     | between 0 and
            filter.creation.time.from | 2026-11-21                 | zone
            filter.creation.time.from | 2026-11-21T00:00:00.5Z     | whole seconds
            filter.creation.time.to   | 2026-11-21T00:00:00        | zone
            live.enabled              | yes                        | live.enabled
            live.poll.interval.ms     | 0                          | between 100 and
            heartbeat.interval.ms     | -5                         | 0 (off)
            behavior.on.malformed     | ignore                     | fail, skip, topic
            decimal.handling.mode     | float                      | precise, string, double
            include.raw.json          | si                         | include.raw.json
            api.rate.limit.requests   | 0                          | between 1 and
            api.rate.limit.period.ms  | 0                          | between 1 and
            api.max.concurrent.requests | 0                        | between 1 and 256
            api.max.concurrent.requests | 257                      | between 1 and 256
            retry.backoff.ms          | 0                          | between 1 and
            retry.backoff.max.ms      | 499                        | 499, retry.backoff.ms, 500
            http.connect.timeout.ms   | 0                          | between 1 and
            http.response.timeout.ms  | 0                          | between 1 and
            http.proxy.url            | proxy:3128                 | http://proxy.example.com:3128
            http.proxy.url            | http://proxy               | http://host:port
            http.proxy.url            | https://proxy:3128         | http://host:port
            http.proxy.url            | http://proxy:3128/path     | http://host:port
            http.proxy.url            | http://u:s3cr3tT0ken@p:1   | [hidden]@p:1, keys of their own
            http.proxy.user           | ann                        | ann, set http.proxy.url
            http.proxy.password       | s3cr3tT0ken                | [hidden], set http.proxy.user
            http.ssl.truststore.password | s3cr3tT0ken             | [hidden], set http.ssl.truststore.location
            http.ssl.truststore.type  | PKCS12                     | set http.ssl.truststore.location
            http.ssl.truststore.type  | P13                        | P13, PKCS12, JKS
            """)
    void an_invalid_value_is_rejected_on_its_key(String key, String value, String words) {
        Map<String, String> props = oneAccount();
        props.put(key, value);

        Map<String, List<String>> errors = errors(props);

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key))
                .singleElement()
                .asString()
                .contains(words.split(", "))
                .contains(key);
        assertThat(errors.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plivo.api.url   | http://localhost:8080
            plivo.api.url   | http://LOCALHOST
            plivo.api.url   | http://127.0.0.1:8080
            plivo.api.url   | http://127.255.3.9
            plivo.api.url   | http://[::1]:8080
            plivo.api.url   | https://gateway.example.com:8443/plivo/
            start.time      | 2026-11-21T00:00Z
            start.time      | 2026-11-21T00:00:00.123+05:30
            participants.mode | EMBEDDED
            backfill.order  | Oldest.First
            audit.days      | 0
            participants.wait.ms | 0
            settle.delay.ms | 0
            http.proxy.url  | http://proxy:3128/
            unknown.key     | anything
            """)
    void a_valid_value_is_accepted(String key, String value) {
        Map<String, String> props = oneAccount();
        props.put(key, value);

        assertThat(errors(props)).isEmpty();
    }

    @Test
    void plain_http_is_accepted_where_it_is_allowed() {
        Map<String, String> props = oneAccount();
        props.put("plivo.api.url", "http://simulator:8080");
        props.put("plivo.api.allow.http", "true");

        assertThat(errors(props)).isEmpty();
    }

    @Test
    void blank_optional_keys_are_not_set() {
        Map<String, String> props = oneAccount();
        Stream.of("accounts", "start.time", "filter.friendly.name", "filter.sub.account")
                .forEach(key -> props.put(key, ""));
        Stream.of("filter.termination.cause.code", "filter.creation.time.from", "filter.creation.time.to")
                .forEach(key -> props.put(key, ""));
        Stream.of("http.proxy.url", "http.proxy.user", "http.proxy.password").forEach(key -> props.put(key, " "));
        Stream.of("location", "password", "type").forEach(key -> props.put("http.ssl.truststore." + key, " "));

        assertThat(errors(props)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T00:00:00Z", "2026-11-21T00:00:01Z"})
    void creation_times_out_of_order_are_rejected(String from) {
        Map<String, String> props = oneAccount();
        props.put("filter.creation.time.from", from);
        props.put("filter.creation.time.to", "2026-11-21T05:30:00+05:30");

        assertThat(errors(props)).containsOnlyKeys("filter.creation.time.from");
        assertThat(errors(props).toString()).contains(from, "filter.creation.time.to", "before");
    }

    @Test
    void the_longest_topic_name_fits() {
        Map<String, String> props = oneAccount();
        props.put("topic.prefix", "p".repeat(249 - ".mpc.live.participants".length()));
        assertThat(errors(props)).isEmpty();

        props.merge("topic.prefix", "p", String::concat);
        assertThat(errors(props)).containsOnlyKeys("topic.prefix");
        assertThat(errors(props).toString()).contains("at most 227", "249");
    }

    @Test
    void no_invalid_value_hides_another() {
        List<String> keys =
                List.copyOf(PlivoMpcConfig.configDef(List.of("emea")).names());
        Map<String, String> props = new HashMap<>();
        keys.forEach(key -> props.put(key, "\u0000 ]["));
        props.put("accounts", "emea,emea");

        assertThat(errors(props).keySet())
                .containsExactlyInAnyOrderElementsOf(keys.stream()
                        .filter(key -> !key.startsWith("plivo.auth."))
                        .filter(key -> !List.of("account.emea.auth.token", "filter.friendly.name", "filter.sub.account")
                                .contains(key))
                        .filter(key -> !List.of("http.proxy.user", "http.proxy.password")
                                .contains(key))
                        .filter(key -> !List.of("http.ssl.truststore.location", "http.ssl.truststore.password")
                                .contains(key))
                        .toList());
    }

    @Test
    void values_to_choose_from_are_recommended() {
        assertThat(value(oneAccount(), "backfill.order").recommendedValues())
                .containsExactly("newest.first", "oldest.first");
        assertThat(value(oneAccount(), "filter.termination.cause.code").recommendedValues())
                .contains(1000, 3000);
        assertThat(value(oneAccount(), "http.ssl.truststore.type").recommendedValues())
                .containsExactly("PKCS12", "JKS");
    }

    @Test
    void an_invalid_configuration_cannot_be_used() {
        Map<String, String> props = oneAccount();
        props.put("history.days", "0");
        props.put("audit.days", "-1");

        assertThatThrownBy(() -> new PlivoMpcConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("history.days", "audit.days")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void a_key_that_has_no_effect_is_hidden() {
        Map<String, String> props = oneAccount();
        assertThat(value(props, "http.ssl.truststore.type").visible()).isFalse();
        assertThat(value(props, "http.proxy.user").visible()).isFalse();
        assertThat(value(props, "live.poll.interval.ms").visible()).isTrue();
        props.put("http.ssl.truststore.location", "/etc/ca.p12");
        props.put("http.proxy.url", "http://proxy:3128");
        props.put("live.enabled", "false");

        assertThat(value(props, "http.ssl.truststore.type").visible()).isTrue();
        assertThat(value(props, "http.proxy.user").visible()).isTrue();
        assertThat(value(props, "live.poll.interval.ms").visible()).isFalse();
    }

    private static Map<String, String> oneAccount() {
        return new HashMap<>(Map.of("plivo.auth.id", "MA1", "plivo.auth.token", TOKEN));
    }

    private static ConfigValue value(Map<String, String> props, String key) {
        return PlivoMpcConfig.validate(props).configValues().stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<String>> errors(Map<String, String> props) {
        return PlivoMpcConfig.validate(props).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
