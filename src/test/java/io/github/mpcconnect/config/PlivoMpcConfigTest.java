package io.github.mpcconnect.config;

import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a valid configuration answers. */
class PlivoMpcConfigTest {

    @Test
    void the_least_configuration_answers_with_the_defaults() {
        PlivoMpcConfig config = config(Map.of());

        assertThat(config.accounts()).containsExactly(new Account("", "MA1", new Password("token")));
        assertThat(config.apiUrl()).isEqualTo(URI.create("https://api.plivo.com"));
        assertThat(config.validateCredentials()).isTrue();
        assertThat(config.topicPrefix()).isEqualTo("plivo");
        assertThat(config.startTime()).isEmpty();
        assertThat(config.historyDays()).isEqualTo(90);
        assertThat(config.backfillOrder()).isEqualTo(BackfillOrder.NEWEST_FIRST);
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.settleDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.auditInterval()).contains(Duration.ofMinutes(10));
        assertThat(config.auditDays()).isEqualTo(2);
        assertThat(config.windowMaxCalls()).isEqualTo(200);
        assertThat(config.participantsMode()).isEqualTo(ParticipantsMode.TOPIC);
        assertThat(config.recordTimestamp()).isEqualTo(RecordTimestamp.INGEST);
        assertThat(config.filter().isEmpty()).isTrue();
    }

    @Test
    void the_least_configuration_answers_with_the_other_defaults_too() {
        PlivoMpcConfig config = config(Map.of());

        assertThat(config.liveEnabled()).isTrue();
        assertThat(config.livePollInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.heartbeatInterval()).isEmpty();
        assertThat(config.onMalformed()).isEqualTo(OnMalformed.FAIL);
        assertThat(config.decimalHandling()).isEqualTo(DecimalHandling.PRECISE);
        assertThat(config.includeRawJson()).isFalse();
        assertThat(config.rateLimitRequests()).isEqualTo(300);
        assertThat(config.rateLimitPeriod()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.maxConcurrentRequests()).isEqualTo(16);
        assertThat(config.retryBackoff()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.retryBackoffMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.responseTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.proxy()).isEmpty();
    }

    @Test
    void what_is_set_is_answered_in_its_type() {
        PlivoMpcConfig config = config(Map.of(
                "plivo.api.url", " https://gateway.example.com/plivo// ",
                "start.time", "2026-11-21T05:30:00+05:30",
                "backfill.order", "OLDEST.first",
                "participants.mode", "Embedded",
                "record.timestamp", "event",
                "behavior.on.malformed", "topic",
                "decimal.handling.mode", "DOUBLE",
                "heartbeat.interval.ms", "60000",
                "poll.interval.ms", "1500"));

        assertThat(config.apiUrl()).isEqualTo(URI.create("https://gateway.example.com/plivo"));
        assertThat(config.startTime()).contains(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(config.backfillOrder()).isEqualTo(BackfillOrder.OLDEST_FIRST);
        assertThat(config.participantsMode()).isEqualTo(ParticipantsMode.EMBEDDED);
        assertThat(config.recordTimestamp()).isEqualTo(RecordTimestamp.EVENT);
        assertThat(config.onMalformed()).isEqualTo(OnMalformed.TOPIC);
        assertThat(config.decimalHandling()).isEqualTo(DecimalHandling.DOUBLE);
        assertThat(config.heartbeatInterval()).contains(Duration.ofMinutes(1));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void several_accounts_are_answered_in_their_order() {
        PlivoMpcConfig config = new PlivoMpcConfig(Map.of(
                "accounts", "emea, ap-ac_2",
                "account.emea.auth.id", "MA1",
                "account.emea.auth.token", "one",
                "account.ap-ac_2.auth.id", " SA2 ",
                "account.ap-ac_2.auth.token", "two"));

        assertThat(config.accounts())
                .containsExactly(
                        new Account("emea", "MA1", new Password("one")),
                        new Account("ap-ac_2", "SA2", new Password("two")));
    }

    @Test
    void an_account_knows_its_name_and_its_keys() {
        Account alone = new Account("", "MA1", new Password("secret"));
        Account named = new Account("emea", "MA1", new Password("secret"));

        assertThat(alone.name()).isEqualTo("MA1");
        assertThat(alone.authIdKey()).isEqualTo("plivo.auth.id");
        assertThat(alone.authTokenKey()).isEqualTo("plivo.auth.token");
        assertThat(named.name()).isEqualTo("emea");
        assertThat(named.authIdKey()).isEqualTo("account.emea.auth.id");
        assertThat(named.authTokenKey()).isEqualTo("account.emea.auth.token");
        assertThat(named.toString()).contains("emea", "MA1").doesNotContain("secret");
    }

    @Test
    void the_audit_is_off_by_either_key() {
        assertThat(config(Map.of("audit.interval.ms", "0")).auditInterval()).isEmpty();
        assertThat(config(Map.of("audit.days", "0")).auditInterval()).isEmpty();
    }

    @Test
    void a_filter_is_answered_whole() {
        PlivoMpcConfig config = config(Map.of(
                "filter.friendly.name", " Sales / EMEA",
                "filter.sub.account", "SA9 ",
                "filter.termination.cause.code", "1000",
                "filter.creation.time.from", "2026-11-01T00:00:00Z",
                "filter.creation.time.to", "2026-12-01T00:00:00+01:00"));

        assertThat(config.filter())
                .isEqualTo(new CallFilter(
                        "Sales / EMEA",
                        "SA9",
                        1000,
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-30T23:00:00Z")));
    }

    @Test
    void a_proxy_may_have_a_user_with_or_without_password() {
        HttpProxy open =
                config(Map.of("http.proxy.url", "http://proxy:3128")).proxy().orElseThrow();
        HttpProxy named = config(Map.of("http.proxy.url", "http://proxy:3128", "http.proxy.user", "ann"))
                .proxy()
                .orElseThrow();

        assertThat(open.host()).isEqualTo("proxy");
        assertThat(open.port()).isEqualTo(3128);
        assertThat(open.credentials()).isEmpty();
        assertThat(named.credentials()).contains(new HttpProxy.Credentials("ann", new Password("")));
    }

    @Test
    void keys_of_the_framework_and_null_values_do_not_disturb() {
        Map<String, String> props = new HashMap<>();
        props.put("name", "mpc");
        props.put("topic.prefix", null);

        assertThat(config(props).topicPrefix()).isEqualTo("plivo");
    }

    private static PlivoMpcConfig config(Map<String, String> more) {
        Map<String, String> props = new HashMap<>(more);
        props.put("plivo.auth.id", "MA1");
        props.put("plivo.auth.token", "token");
        return new PlivoMpcConfig(props);
    }
}
