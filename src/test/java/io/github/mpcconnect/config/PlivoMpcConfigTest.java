package io.github.mpcconnect.config;

import io.github.mpcconnect.api.http.HttpSettings.Proxy;
import io.github.mpcconnect.api.http.TrustStore;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.config.RecordSettings.DecimalHandling;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.config.RecordSettings.RecordTimestamp;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The typed settings of a valid configuration. */
class PlivoMpcConfigTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void without_optional_keys_calls_are_read_by_the_published_defaults() {
        PlivoMpcConfig config = config(Map.of());

        assertThat(config.accounts())
                .containsExactly(new AccountConfig("", "MA1", new Password("token"), config.shared()));
        assertThat(config.shared().history())
                .isEqualTo(new HistorySettings(Optional.empty(), 90, BackfillOrder.NEWEST_FIRST));
        assertThat(config.shared().history().reach()).isEqualTo(Duration.ofDays(90));
        assertThat(config.shared().ended())
                .isEqualTo(new EndedCallSettings(
                        Duration.ofSeconds(10), Duration.ofSeconds(60), 200, Duration.ofHours(1), Duration.ZERO));
        assertThat(config.shared().audit())
                .isEqualTo(new AuditSettings(Duration.ofMinutes(10), Duration.ofHours(6), 2));
        assertThat(config.shared().live()).isEqualTo(new LiveSettings(true, Duration.ofSeconds(10)));
        assertThat(config.shared().filter()).isEqualTo(new CallFilter(null, null, null, null, null));
    }

    @Test
    void without_optional_keys_requests_and_records_have_the_published_defaults() {
        PlivoMpcConfig config = config(Map.of());

        assertThat(config.apiUrl()).isEqualTo(URI.create("https://api.plivo.com"));
        assertThat(config.validateCredentials()).isTrue();
        assertThat(config.shared().requests())
                .isEqualTo(new RequestSettings(
                        300, Duration.ofSeconds(5), 16, Duration.ofMillis(500), Duration.ofSeconds(30)));
        assertThat(config.shared().records())
                .isEqualTo(new RecordSettings(
                        "plivo",
                        ParticipantsMode.TOPIC,
                        RecordTimestamp.INGEST,
                        OnMalformed.FAIL,
                        DecimalHandling.PRECISE,
                        false));
        assertThat(config.shared().records().withParticipants()).isTrue();
        assertThat(config.http())
                .isEqualTo(new HttpConnectionSettings(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Optional.empty(), Optional.empty()));
    }

    @Test
    void values_are_returned_in_their_types() {
        PlivoMpcConfig config = config(Map.of(
                "plivo.api.url", " https://gateway.example.com/plivo// ",
                "start.time", "2026-11-21T05:30:00+05:30",
                "backfill.order", "OLDEST.first",
                "behavior.on.malformed", "topic",
                "heartbeat.interval.ms", "60000",
                "poll.interval.ms", "1500",
                "audit.days", "0",
                "participants.wait.ms", "0"));

        assertThat(config.apiUrl()).isEqualTo(URI.create("https://gateway.example.com/plivo"));
        AccountSettings settings = config.accounts().get(0).settings();
        assertThat(settings.history().order()).isEqualTo(BackfillOrder.OLDEST_FIRST);
        assertThat(settings.history().startTime()).contains(NOVEMBER);
        assertThat(settings.records().onMalformed()).isEqualTo(OnMalformed.TOPIC);
        assertThat(settings.ended().heartbeatInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.ended().pollInterval()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.audit().days()).isZero();
        assertThat(settings.ended().participantsWait()).isZero();
    }

    @Test
    void records_have_the_form_that_was_chosen() {
        PlivoMpcConfig config = config(Map.of(
                "topic.prefix", "emea.voice",
                "participants.mode", "Embedded",
                "record.timestamp", "event",
                "decimal.handling.mode", "DOUBLE",
                "include.raw.json", "true",
                "filter.termination.cause.code", "1000"));

        assertThat(config.shared().records())
                .isEqualTo(new RecordSettings(
                        "emea.voice",
                        ParticipantsMode.EMBEDDED,
                        RecordTimestamp.EVENT,
                        OnMalformed.FAIL,
                        DecimalHandling.DOUBLE,
                        true));
        assertThat(config.shared().filter().inPartition()).isEqualTo("termination_cause_code=1000");
    }

    @ParameterizedTest
    @CsvSource({"topic, true", "embedded, true", "none, false"})
    void without_participants_ended_and_live_calls_are_still_read(String mode, boolean withParticipants) {
        PlivoMpcConfig config = config(Map.of("participants.mode", mode));

        assertThat(config.shared().live().enabled()).isTrue();
        assertThat(config.shared().records().withParticipants()).isEqualTo(withParticipants);
    }

    @Test
    void several_accounts_are_returned_in_their_order() {
        PlivoMpcConfig config = new PlivoMpcConfig(Map.of(
                "accounts", "emea, ap-ac_2",
                "account.emea.auth.id", "MA1",
                "account.emea.auth.token", "one",
                "account.ap-ac_2.auth.id", " SA2 ",
                "account.ap-ac_2.auth.token", "two"));

        assertThat(config.accounts())
                .containsExactly(
                        new AccountConfig("emea", "MA1", new Password("one"), config.shared()),
                        new AccountConfig("ap-ac_2", "SA2", new Password("two"), config.shared()));
    }

    @Test
    void an_accounts_own_settings_override_the_shared_ones() {
        Map<String, String> props = new HashMap<>(Map.of(
                "accounts", "emea,apac",
                "account.emea.auth.id", "MA1",
                "account.emea.auth.token", "one",
                "account.apac.auth.id", "MA2",
                "account.apac.auth.token", "two",
                "topic.prefix", "shared",
                "start.time", "2026-01-01T00:00:00Z"));
        props.put("account.emea.topic.prefix", "emea");
        props.put("account.emea.api.rate.limit.requests", "600");
        props.put("account.emea.start.time", "2026-11-21T00:00:00Z");
        props.put("account.apac.topic.prefix", " ");
        props.put("account.apac.start.time", "");
        PlivoMpcConfig config = new PlivoMpcConfig(props);

        List<AccountSettings> accounts =
                config.accounts().stream().map(AccountConfig::settings).toList();
        assertThat(accounts).extracting(each -> each.records().topicPrefix()).containsExactly("emea", "shared");
        assertThat(accounts).extracting(each -> each.requests().limit()).containsExactly(600, 300);
        assertThat(accounts)
                .extracting(each -> each.history().startTime().orElseThrow())
                .containsExactly(NOVEMBER, Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(accounts.get(1)).isEqualTo(config.shared());
    }

    @Test
    void an_account_knows_its_name_and_its_keys() {
        AccountSettings settings = config(Map.of()).shared();
        AccountConfig alone = new AccountConfig("", "MA1", new Password("secret"), settings);
        AccountConfig named = new AccountConfig("emea", "MA1", new Password("secret"), settings);

        assertThat(alone.name()).isEqualTo("MA1");
        assertThat(alone.authIdKey()).isEqualTo("plivo.auth.id");
        assertThat(alone.authTokenKey()).isEqualTo("plivo.auth.token");
        assertThat(named.name()).isEqualTo("emea");
        assertThat(named.authIdKey()).isEqualTo("account.emea.auth.id");
        assertThat(named.authTokenKey()).isEqualTo("account.emea.auth.token");
        assertThat(named.toString()).contains("emea", "MA1").doesNotContain("secret");
    }

    @Test
    void a_filter_has_all_its_parts() {
        PlivoMpcConfig config = config(Map.of(
                "filter.friendly.name", " Sales / EMEA",
                "filter.sub.account", "SA9 ",
                "filter.termination.cause.code", "1000",
                "filter.creation.time.from", "2026-11-01T00:00:00Z",
                "filter.creation.time.to", "2026-12-01T00:00:00+01:00"));

        assertThat(config.shared().filter())
                .isEqualTo(new CallFilter(
                        "Sales / EMEA",
                        "SA9",
                        1000,
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-30T23:00:00Z")));
    }

    @Test
    void a_proxy_may_have_a_user_with_or_without_password() {
        Map<String, String> props = new HashMap<>(Map.of("http.proxy.url", "http://proxy:3128"));
        assertThat(config(props).http().proxy()).contains(new Proxy("proxy", 3128, null, null));

        props.put("http.proxy.user", "ann");
        assertThat(config(props).http().proxy()).contains(new Proxy("proxy", 3128, "ann", ""));

        props.put("http.proxy.password", "secret");
        assertThat(config(props).http().proxy()).contains(new Proxy("proxy", 3128, "ann", "secret"));
    }

    @Test
    void a_trust_store_is_pkcs12_without_password_unless_configured() {
        TrustStore plain = config(Map.of("http.ssl.truststore.location", "/etc/ca.p12"))
                .http()
                .trustStore()
                .orElseThrow();
        TrustStore jks = config(Map.of(
                        "http.ssl.truststore.location", "/etc/ca.jks",
                        "http.ssl.truststore.password", "secret",
                        "http.ssl.truststore.type", "jks"))
                .http()
                .trustStore()
                .orElseThrow();

        assertThat(plain).isEqualTo(new TrustStore("/etc/ca.p12", null, "PKCS12"));
        assertThat(jks).isEqualTo(new TrustStore("/etc/ca.jks", "secret", "jks"));
    }

    @Test
    void keys_of_the_framework_and_null_values_are_ignored() {
        Map<String, String> props = new HashMap<>();
        props.put("name", "mpc");
        props.put("topic.prefix", null);
        PlivoMpcConfig config = config(props);

        assertThat(config.shared().records().topicPrefix()).isEqualTo("plivo");
    }

    private static PlivoMpcConfig config(Map<String, String> more) {
        Map<String, String> props = new HashMap<>(more);
        props.put("plivo.auth.id", "MA1");
        props.put("plivo.auth.token", "token");
        return new PlivoMpcConfig(props);
    }
}
