package io.github.mpcconnect.config;

import io.github.mpcconnect.support.Examples;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class ExampleConfigsTest {

    static final List<Path> CONNECTORS = Examples.CONNECTORS;
    static final List<Path> WORKERS = List.of(Examples.STANDALONE_WORKER, Examples.DISTRIBUTED_WORKER);

    @ParameterizedTest
    @FieldSource("CONNECTORS")
    void a_connector_is_valid_once_its_environment_is_given(Path file) {
        assertThat(PlivoMpcConfig.validate(resolved(file)).configValues())
                .flatMap(ConfigValue::errorMessages)
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CONNECTORS")
    void a_connector_has_no_key_that_nobody_reads(Path file) {
        Map<String, String> config = resolved(file);
        List<String> known = PlivoMpcConfig.validate(config).configValues().stream()
                .map(ConfigValue::name)
                .toList();
        assertThat(config.keySet())
                .filteredOn(key -> !key.startsWith("topic.creation."))
                .allMatch(key -> known.contains(key)
                        || List.of("name", "connector.class", "tasks.max").contains(key));
    }

    @ParameterizedTest
    @FieldSource("CONNECTORS")
    void a_connector_holds_no_credentials_but_asks_the_environment_for_them(Path file) {
        assertThat(Examples.read(file))
                .allSatisfy((key, value) -> {
                    if (key.endsWith("auth.id") || key.endsWith("auth.token")) {
                        assertThat(value).matches("\\$\\{env:PLIVO_[A-Z_]+}");
                    }
                })
                .anySatisfy((key, value) -> assertThat(key).endsWith("auth.token"));
    }

    @ParameterizedTest
    @FieldSource("CONNECTORS")
    void all_connectors_create_their_topics_alike(Path file) {
        assertThat(topicCreation(file)).hasSize(8).isEqualTo(topicCreation(Examples.DISTRIBUTED));
    }

    @ParameterizedTest
    @FieldSource("WORKERS")
    void a_worker_lets_connectors_see_the_environment_that_they_ask_for_and_no_more(Path file) {
        String allowed = Examples.read(file).get("config.providers.env.param.allowlist.pattern");
        assertThat(CONNECTORS)
                .flatMap(connector -> Examples.environment(Examples.read(connector)))
                .allMatch(name -> name.matches(allowed));
        assertThat("AWS_SECRET_ACCESS_KEY").doesNotMatch(allowed);
    }

    @Test
    void the_distributed_worker_delivers_exactly_once() {
        assertThat(new DistributedConfig(Examples.read(Examples.DISTRIBUTED_WORKER)).exactlyOnceSourceEnabled())
                .isTrue();
    }

    @Test
    void the_workers_agree_on_converters_and_providers() {
        Map<String, String> standalone = Examples.read(Examples.STANDALONE_WORKER);
        assertThat(new StandaloneConfig(standalone).getString("offset.storage.file.filename"))
                .isNotBlank();
        assertThat(formats(standalone)).isEqualTo(formats(Examples.read(Examples.DISTRIBUTED_WORKER)));
    }

    private static Map<String, String> formats(Map<String, String> worker) {
        Map<String, String> formats = new TreeMap<>(worker);
        formats.keySet().removeIf(key -> !key.contains("converter") && !key.contains("providers"));
        return formats;
    }

    private static Map<String, String> topicCreation(Path file) {
        Map<String, String> config = Examples.read(file);
        config.keySet().removeIf(key -> !key.startsWith("topic.creation."));
        return config;
    }

    private static Map<String, String> resolved(Path file) {
        Map<String, String> config = Examples.read(file);
        Map<String, String> environment = new HashMap<>();
        Examples.environment(config).forEach(name -> environment.put(name, name.replace("_", "")));
        return Examples.resolved(config, environment);
    }
}
