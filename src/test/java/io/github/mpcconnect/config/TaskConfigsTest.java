package io.github.mpcconnect.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each account belongs to one task, which has the credentials of its own accounts only. */
class TaskConfigsTest {

    @Test
    void one_account_is_one_task_with_the_configuration_as_it_is_and_its_number() {
        Map<String, String> props = Map.of("plivo.auth.id", "MA1", "plivo.auth.token", "${file:t}", "name", "mpc");

        Map<String, String> task = new HashMap<>(props);
        task.put("task.id", "0");
        assertThat(PlivoMpcConfig.taskConfigs(props, 8)).containsExactly(task);
    }

    @Test
    void a_task_has_the_credentials_of_its_accounts_only() {
        Map<String, String> props = accounts(3);
        props.put("account.former.auth.token", "token-of-former");

        List<Map<String, String>> tasks = PlivoMpcConfig.taskConfigs(props, 2);

        assertThat(tasks)
                .containsExactly(
                        Map.of(
                                "name", "mpc",
                                "task.id", "0",
                                "accounts", "a0,a1",
                                "account.a0.auth.id", "MA0",
                                "account.a0.auth.token", "token-0",
                                "account.a1.auth.id", "MA1",
                                "account.a1.auth.token", "token-1"),
                        Map.of(
                                "name", "mpc",
                                "task.id", "1",
                                "accounts", "a2",
                                "account.a2.auth.id", "MA2",
                                "account.a2.auth.token", "token-2"));
    }

    @Property(tries = 200)
    void accounts_are_distributed_evenly_and_each_once(
            @ForAll @IntRange(min = 1, max = 40) int accounts, @ForAll @IntRange(min = 1, max = 50) int maxTasks) {
        Map<String, String> props = accounts(accounts);

        List<Map<String, String>> tasks = PlivoMpcConfig.taskConfigs(props, maxTasks);

        assertThat(tasks).hasSize(Math.min(accounts, maxTasks));
        List<List<AccountConfig>> shares =
                tasks.stream().map(task -> new PlivoMpcConfig(task).accounts()).toList();
        assertThat(shares.stream().flatMap(List::stream).toList())
                .containsExactlyElementsOf(new PlivoMpcConfig(props).accounts());
        int[] sizes = shares.stream().mapToInt(List::size).sorted().toArray();
        assertThat(sizes[sizes.length - 1] - sizes[0]).isBetween(0, 1);
        assertThat(PlivoMpcConfig.taskConfigs(props, maxTasks)).isEqualTo(tasks);
    }

    private static Map<String, String> accounts(int count) {
        Map<String, String> props = new HashMap<>(Map.of("name", "mpc"));
        List<String> aliases =
                IntStream.range(0, count).mapToObj(number -> "a" + number).toList();
        props.put("accounts", String.join(", ", aliases));
        IntStream.range(0, count).forEach(number -> {
            props.put("account.a" + number + ".auth.id", "MA" + number);
            props.put("account.a" + number + ".auth.token", "token-" + number);
        });
        return props;
    }
}
