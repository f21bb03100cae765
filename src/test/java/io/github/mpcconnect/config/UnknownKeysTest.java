package io.github.mpcconnect.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "filter.friendlyname, filter.friendly.name",
        "filter.friendly_name, filter.friendly.name",
        "Filter.Friendly.Name, filter.friendly.name",
        "friendly.name, filter.friendly.name",
        "plivo.friendly.name, filter.friendly.name",
        "topic.perfix, topic.prefix",
        "poll.interval, poll.interval.ms",
        "live.poll.intervall.ms, live.poll.interval.ms",
        "history.day, history.days",
        "proxy.url, http.proxy.url",
        "ssl.truststore.location, http.ssl.truststore.location",
        "auth.token, plivo.auth.token",
        "rate.limit.requests, api.rate.limit.requests",
        "account.emea.auth.tokn, account.emea.auth.token",
        "account.emea.topics.prefix, account.emea.topic.prefix",
        "account.former.auth.id, accounts"
    })
    void a_key_that_resembles_one_of_ours_is_suspicious(String key, String meant) {
        assertThat(UnknownKeys.suspicious(Map.of("accounts", "emea", key, "secret")))
                .isEqualTo(Map.of(key, meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "connector.class",
                "tasks.max",
                "exactly.once.support",
                "transaction.boundary.interval.ms",
                "errors.tolerance",
                "errors.retry.delay.max.ms",
                "topic.creation.default.partitions",
                "transforms.mask.filter.friendlyname",
                "predicates.p.type",
                "value.converter.decimal.format",
                "producer.override.linger.ms",
                "owner.team",
                "description",
                "metrics.interval.ms",
                "unknown.key"
            })
    void keys_of_the_framework_and_unrelated_ones_are_not(String key) {
        assertThat(UnknownKeys.suspicious(Map.of(key, "value"))).isEmpty();
    }

    @Test
    void known_keys_are_not_suspicious() {
        List<String> keys =
                List.copyOf(PlivoMpcConfig.configDef(List.of("emea")).names());
        Map<String, String> props = new HashMap<>();
        keys.forEach(key -> props.put(key, "x"));
        props.put("accounts", "emea");

        assertThat(UnknownKeys.suspicious(props)).isEmpty();
    }

    @Property(tries = 300)
    void a_letter_that_is_missing_is_noticed(
            @ForAll @IntRange(max = 40) int which, @ForAll @IntRange(max = 60) int where) {
        List<String> keys = List.copyOf(PlivoMpcConfig.configDef().names());
        String key = keys.get(which % keys.size());
        int at = where % key.length();
        String typo = key.substring(0, at) + key.substring(at + 1);

        assertThat(UnknownKeys.suspicious(Map.of(typo, "x"))).containsKey(typo);
    }
}
