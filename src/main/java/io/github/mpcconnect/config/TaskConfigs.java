package io.github.mpcconnect.config;

import org.apache.kafka.connect.util.ConnectorUtils;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accounts distributed over tasks. A task has the credentials of its own accounts only. */
final class TaskConfigs {

    private TaskConfigs() {}

    static List<Map<String, String>> of(Map<String, String> props, int maxTasks) {
        List<String> aliases = Aliases.listed(props).stream().distinct().toList();
        if (aliases.isEmpty()) {
            return List.of(new HashMap<>(props));
        }
        int tasks = Math.min(maxTasks, aliases.size());
        return ConnectorUtils.groupPartitions(aliases, tasks).stream()
                .map(share -> narrowed(props, share))
                .toList();
    }

    private static Map<String, String> narrowed(Map<String, String> props, List<String> share) {
        Map<String, String> task = new HashMap<>(props);
        task.keySet().removeIf(key -> key.startsWith(AccountKeys.ACCOUNT_PREFIX) && !belongs(key, share));
        task.put(AccountKeys.ACCOUNTS, String.join(",", share));
        return task;
    }

    private static boolean belongs(String key, List<String> share) {
        return share.stream().anyMatch(alias -> key.startsWith(AccountKeys.ACCOUNT_PREFIX + alias + "."));
    }
}
