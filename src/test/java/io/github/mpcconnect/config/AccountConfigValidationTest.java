package io.github.mpcconnect.config;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.AbstractHerder;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The errors of invalid accounts, and that they show no token. */
class AccountConfigValidationTest {

    private static final String TOKEN = "s3cr3tT0ken";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            accounts               | emea,apac,emea | accounts               | emea, twice
            accounts               | emea,,apac     | accounts               | empty, comma
            accounts               | emea,apac,     | accounts               | empty, comma
            accounts               | emea,apac,a.b  | accounts               | 'a.b', letters
            plivo.auth.id          | MA9            | accounts               | plivo.auth.id, remove
            plivo.auth.token       | s3cr3tT0ken    | accounts               | plivo.auth.token, remove
            account.apac.auth.id   | -              | account.apac.auth.id   | Missing, 'apac'
            account.apac.auth.id   | ` `            | account.apac.auth.id   | Missing, 'apac'
            account.apac.auth.id   | MA1            | account.apac.auth.id   | 'emea', same Auth ID, MA1
            account.apac.auth.id   | MA1/           | account.apac.auth.id   | MA1..., letters and digits
            account.apac.auth.token | -             | account.apac.auth.token | Missing, 'apac'
            account.emea.auth.token | ``            | account.emea.auth.token | Missing, 'emea'
            account.emea.topic.prefix | my topic    | account.emea.topic.prefix | my topic, letters
            account.emea.start.time | 2026-11-21    | account.emea.start.time | time zone
            account.emea.api.rate.limit.requests | 0 | account.emea.api.rate.limit.requests | between 1 and
            """)
    void an_invalid_account_is_rejected_on_its_own_key(String key, String value, String errorKey, String words) {
        Map<String, String> props = twoAccounts();
        props.put(key, value);

        Map<String, List<String>> errors = errors(props);

        assertThat(errors).containsOnlyKeys(errorKey);
        assertThat(errors.get(errorKey))
                .singleElement()
                .asString()
                .contains(words.split(", "))
                .contains(errorKey);
        assertThat(errors.toString()).doesNotContain(TOKEN);
    }

    @Test
    void an_account_is_required() {
        assertThat(errors(Map.of())).containsOnlyKeys("plivo.auth.id", "plivo.auth.token");
    }

    @Test
    void credentials_of_one_account_are_shown_only_without_aliases() {
        assertThat(value(oneAccount(), "plivo.auth.id").visible()).isTrue();
        assertThat(value(twoAccounts(), "plivo.auth.id").visible()).isFalse();
        assertThat(value(twoAccounts(), "plivo.auth.token").visible()).isFalse();
    }

    @Test
    void the_framework_reports_the_keys_of_aliases_with_their_errors() {
        Map<String, String> props = twoAccounts();
        props.remove("account.apac.auth.id");

        ConfigInfos infos = AbstractHerder.generateResult(
                "connector",
                PlivoMpcConfig.configDef().configKeys(),
                PlivoMpcConfig.validate(props).configValues(),
                PlivoMpcConfig.configDef().groups());

        assertThat(infos.errorCount()).isEqualTo(1);
        assertThat(infos.configs()).extracting(ConfigInfo::configValue).doesNotContainNull();
        assertThat(infos.configs())
                .extracting(ConfigInfo::configValue)
                .filteredOn(value -> value.name().equals("account.apac.auth.id"))
                .singleElement()
                .satisfies(value -> assertThat(value.errors()).hasSize(1));
        assertThat(infos.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void no_token_is_shown(Map<String, String> props) {
        Config config = PlivoMpcConfig.validate(props);

        assertThat(config.configValues().toString()).doesNotContain(TOKEN);
        assertThat(config.configValues())
                .extracting(value -> String.valueOf(value.value()))
                .doesNotContain(TOKEN);
        assertThat(new PlivoMpcConfig(props).accounts().toString()).doesNotContain(TOKEN);
        assertThat(new PlivoMpcConfig(props).toString()).doesNotContain(TOKEN);
        assertThat(new PlivoMpcConfig(props).http().toString()).doesNotContain(TOKEN);
    }

    static Stream<Map<String, String>> configurations() {
        Map<String, String> withProxy = oneAccount();
        withProxy.put("http.proxy.url", "http://proxy:3128");
        withProxy.put("http.proxy.user", "ann");
        withProxy.put("http.proxy.password", TOKEN);
        Map<String, String> withTrustStore = oneAccount();
        withTrustStore.put("http.ssl.truststore.location", "/etc/ca.p12");
        withTrustStore.put("http.ssl.truststore.password", TOKEN);
        return Stream.of(oneAccount(), twoAccounts(), withProxy, withTrustStore);
    }

    private static Map<String, String> oneAccount() {
        return new HashMap<>(Map.of("plivo.auth.id", "MA1", "plivo.auth.token", TOKEN));
    }

    private static Map<String, String> twoAccounts() {
        return new HashMap<>(Map.of(
                "accounts", "emea, apac",
                "account.emea.auth.id", "MA1",
                "account.emea.auth.token", TOKEN,
                "account.apac.auth.id", "MA2",
                "account.apac.auth.token", TOKEN));
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
