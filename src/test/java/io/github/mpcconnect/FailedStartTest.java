package io.github.mpcconnect;

import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.ingest.Ingestion;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.support.Configured;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A start that fails leaves no thread, no client and no bean behind. */
@Timeout(30)
class FailedStartTest {

    private static final String CONNECTOR = "failed-start";

    private final Set<Thread> before = threads();
    private final PlivoMpcSourceTask task = new PlivoMpcSourceTask();

    /** A worker whose offsets are unavailable, which a start notices when most of it is open. */
    private final class OffsetsUnavailable implements SourceTaskContext {

        private Set<Thread> started;
        private Set<ObjectName> beans;

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new NoSuchMethodError("as on workers before 4.1");
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            started = startedThreads();
            beans = beans();
            throw new IllegalStateException("no offsets");
        }
    }

    @Test
    void a_start_that_fails_in_the_middle_leaves_nothing_open() throws InterruptedException {
        OffsetsUnavailable worker = new OffsetsUnavailable();
        task.initialize(worker);

        assertThatThrownBy(() -> task.start(props()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no offsets")
                .hasNoSuppressedExceptions();

        assertThat(worker.started).as("threads in the middle of the start").isNotEmpty();
        assertThat(worker.beans).as("beans in the middle of the start").hasSize(2);
        assertThat(beans()).isEmpty();
        assertNoThreadIsLeft(worker.started);
        assertNoThreadIsLeft(startedThreads());
    }

    @Test
    void a_start_that_fails_at_the_trust_store_leaves_nothing_open() throws InterruptedException {
        task.initialize(new OffsetsUnavailable());
        Map<String, String> props = props();
        props.put("http.ssl.truststore.location", "/nowhere/trust.p12");

        assertThatThrownBy(() -> task.start(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("http.ssl.truststore.location", "no such file");

        assertThat(beans()).isEmpty();
        assertNoThreadIsLeft(startedThreads());
    }

    @Test
    void a_task_whose_start_failed_can_be_stopped() {
        task.initialize(new OffsetsUnavailable());
        assertThatThrownBy(() -> task.start(props())).hasMessage("no offsets");

        task.stop();
    }

    @Test
    void a_reading_that_fails_to_start_ends_its_loop() throws InterruptedException {
        AccountApi account =
                new AccountApi(new Account("MA1", "emea"), Configured.with(), null, null, new AccountMetrics());

        assertThatThrownBy(() -> new Ingestion(
                        "plivo-mpc-" + CONNECTOR,
                        List.of(account, account),
                        BackfillOrder.NEWEST_FIRST,
                        (id, days) -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MA1");

        assertNoThreadIsLeft(startedThreads());
    }

    private static Map<String, String> props() {
        return new HashMap<>(Map.of(
                "name", CONNECTOR,
                "accounts", "emea,apac",
                "account.emea.auth.id", "MA1",
                "account.emea.auth.token", "one",
                "account.apac.auth.id", "MA2",
                "account.apac.auth.token", "two"));
    }

    private static Set<ObjectName> beans() {
        try {
            ObjectName ours = new ObjectName("kafka.connect:type=plugins,connector=" + CONNECTOR + ",*");
            return ManagementFactory.getPlatformMBeanServer().queryNames(ours, null);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private Set<Thread> startedThreads() {
        Set<Thread> started = threads();
        started.removeAll(before);
        return started;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plivo-mpc"))
                .collect(Collectors.toSet());
    }

    private static void assertNoThreadIsLeft(Set<Thread> started) throws InterruptedException {
        for (Thread thread : started) {
            thread.join(Duration.ofSeconds(10).toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
