package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** 30 accounts, 3 tasks, two workers, one of them leaves: nothing is lost, no account over its own allowance. */
class ManyAccountsIT {

    private static final int ACCOUNTS = 30;
    private static final int TASKS = 3;
    private static final int THREADS_OF_A_TASK = 6;
    private static final int CALLS_EACH = 60;
    private static final int ALLOWANCE = 40;
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final World world = new World(SimulatedClock.running());
    private final Set<String> calls = IntStream.range(0, ACCOUNTS)
            .mapToObj(this::account)
            .flatMap(account -> account.calls().all().stream())
            .map(SimulatedCall::mpcUuid)
            .collect(Collectors.toSet());

    private SimulatedAccount account(int number) {
        Instant now = world.clock().instant();
        return world.addAccount("MA" + number, "token-" + number)
                .allow(ALLOWANCE, PERIOD)
                .add(CallGenerator.seeded(number)
                        .plain()
                        .ending(now.minus(Duration.ofDays(5)), now.minus(Duration.ofHours(1)))
                        .calls(CALLS_EACH));
    }

    @Test
    void a_worker_goes_and_the_other_takes_its_tasks_over() {
        try (LocalCluster cluster = LocalCluster.start(Map.of());
                PlivoSimulator api = PlivoSimulator.start(world);
                RunningConnector connector = connector(cluster, api)) {
            cluster.addWorker();
            connector.start();
            connector.awaitState("RUNNING");
            connector.calls().until(lines -> lines.size() >= calls.size() / 4);
            assertThat(workers(connector)).hasSize(2);

            cluster.removeWorker();
            connector.calls().until(lines -> ids(lines).size() >= calls.size());
            assertThat(ids(connector.calls().toEnd())).isEqualTo(calls);
            assertThat(workers(connector)).hasSize(1);
            assertThat(accountsOverTheirAllowance(api)).isEmpty();
            Wait.until("one loop per task", () -> TaskHarness.loops("many") == TASKS);
            assertThat(TaskHarness.allThreads())
                    .as("few threads per task")
                    .isLessThanOrEqualTo(THREADS_OF_A_TASK * TASKS);
        }
    }

    private RunningConnector connector(LocalCluster cluster, PlivoSimulator api) {
        RunningConnector connector = new RunningConnector(cluster, "many", api)
                .with("tasks.max", String.valueOf(TASKS))
                .with("poll.interval.ms", "60000")
                .with("api.rate.limit.requests", String.valueOf(ALLOWANCE))
                .with("api.rate.limit.period.ms", String.valueOf(PERIOD.toMillis()));
        List<String> aliases = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            aliases.add("a" + i);
            connector.with("account.a" + i + ".auth.id", "MA" + i).with("account.a" + i + ".auth.token", "token-" + i);
        }
        return connector.with("accounts", String.join(",", aliases));
    }

    private static Set<String> ids(List<Line> lines) {
        return lines.stream().map(line -> line.text("mpc_uuid")).collect(Collectors.toSet());
    }

    private static Set<String> workers(RunningConnector connector) {
        return connector
                .rest()
                .status(connector.name())
                .path("tasks")
                .valueStream()
                .filter(task -> task.path("state").asString().equals("RUNNING"))
                .map(task -> task.path("worker_id").asString())
                .collect(Collectors.toSet());
    }

    private static List<String> accountsOverTheirAllowance(PlivoSimulator api) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> "MA" + i)
                .filter(account -> api.traffic().mostInAnySpan(account) > ALLOWANCE)
                .toList();
    }
}
