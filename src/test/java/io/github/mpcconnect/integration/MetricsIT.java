package io.github.mpcconnect.integration;

import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics as a worker shows them: through its own reporters, one bean for each connector, task and account. */
class MetricsIT {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @Test
    void each_account_has_a_bean_of_its_own_that_only_its_own_connector_removes() throws JMException {
        try (Trial trial = Trial.of("metrics-one")) {
            SimulatedAccount apac =
                    trial.world().addAccount("MAAPAC", "apac-token").unlimited();
            RunningConnector both = trial.connector("metrics-both")
                    .without("plivo.auth.id")
                    .without("plivo.auth.token")
                    .with("accounts", "emea,apac")
                    .with("account.emea.auth.id", trial.account().authId())
                    .with("account.emea.auth.token", trial.account().authToken())
                    .with("account.apac.auth.id", apac.authId())
                    .with("account.apac.auth.token", apac.authToken())
                    .with("tasks.max", "2")
                    .start();
            RunningConnector one = trial.connector().start();
            String alone =
                    "connector=metrics-one,task=0,account=" + trial.account().authId();
            Wait.until("the beans of three tasks", () -> beans().size() == 3);
            assertThat(beans())
                    .containsExactly(
                            "connector=metrics-both,task=0,account=emea",
                            "connector=metrics-both,task=1,account=apac",
                            alone);
            assertThatTheWorkerShowsAllMetrics(new ObjectName("kafka.connect:type=plugins," + alone));

            one.rest().restart("metrics-both");
            Wait.until("new metrics", () -> Beans.value("metrics-both", "apac", "requests-total") > 0);
            assertThat(beans()).hasSize(3);
            both.close();
            Wait.until("the end of two beans", () -> beans().size() == 1);
            assertThat(beans()).containsExactly(alone);
            assertThat(Beans.value("metrics-one", trial.account().authId(), "requests-total"))
                    .isPositive();
        }
    }

    private static void assertThatTheWorkerShowsAllMetrics(ObjectName name) throws JMException {
        assertThat(SERVER.getMBeanInfo(name).getClassName()).contains("JmxReporter");
        assertThat(SERVER.getMBeanInfo(name).getAttributes())
                .extracting(MBeanFeatureInfo::getName)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::attribute).toList());
    }

    private static Set<String> beans() {
        try {
            return SERVER.queryNames(new ObjectName("kafka.connect:type=plugins,connector=metrics-*,*"), null).stream()
                    .filter(name -> name.getKeyProperty("account") != null)
                    .map(name -> "connector=%s,task=%s,account=%s"
                            .formatted(
                                    name.getKeyProperty("connector"),
                                    name.getKeyProperty("task"),
                                    name.getKeyProperty("account")))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
