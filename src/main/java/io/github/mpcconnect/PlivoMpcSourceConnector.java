package io.github.mpcconnect;

import io.github.mpcconnect.config.AccountConfig;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.config.UnknownKeys;
import io.github.mpcconnect.offset.OffsetCheck;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the multiparty calls of Plivo accounts and their participants into Kafka. It validates the configuration,
 * distributes the accounts over tasks and checks offsets that are set over REST; the tasks do the rest.
 */
public final class PlivoMpcSourceConnector extends SourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(PlivoMpcSourceConnector.class);

    private Map<String, String> props = Map.of();

    /** For Connect. */
    public PlivoMpcSourceConnector() {}

    @Override
    public String version() {
        return Version.VERSION;
    }

    @Override
    public void start(Map<String, String> connectorProps) {
        props = Map.copyOf(connectorProps);
        UnknownKeys.suspicious(props)
                .forEach((unknown, meant) -> LOG.warn(
                        "The configuration has the unknown key {}, which is ignored; was {} meant?", unknown, meant));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PlivoMpcSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return PlivoMpcConfig.taskConfigs(props, maxTasks);
    }

    @Override
    public void stop() {
        props = Map.of();
    }

    @Override
    public ConfigDef config() {
        return PlivoMpcConfig.configDef();
    }

    /** Checks every key and, where all are valid, whether the API accepts the credentials. */
    @Override
    public Config validate(Map<String, String> connectorProps) {
        Config result = PlivoMpcConfig.validate(connectorProps);
        boolean valid = result.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
        if (valid) {
            PlivoMpcConfig config = new PlivoMpcConfig(connectorProps);
            if (config.validateCredentials()) {
                Map<String, String> problems = new CredentialsCheck(config).problems();
                result.configValues().forEach(value -> add(problems.get(value.name()), value));
            }
        }
        return result;
    }

    private static void add(String problem, ConfigValue value) {
        if (problem != null) {
            value.addErrorMessage(problem);
        }
    }

    /** Each record carries its offset, and all of a window's records are sent together or not at all. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorProps) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorProps) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Accepts offsets that a task can resume from, and resets; rejects all else with the reason. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorProps, Map<Map<String, ?>, Map<String, ?>> offsets) {
        boolean onlyResets = offsets.values().stream().allMatch(Objects::isNull);
        if (onlyResets) {
            return true;
        }
        OffsetCheck check = offsetCheck(new PlivoMpcConfig(connectorProps));
        List<String> problems = offsets.entrySet().stream()
                .flatMap(offset -> check.problems(offset.getKey(), offset.getValue()).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new ConnectException(String.join(" ", problems));
        }
        return true;
    }

    /** The worker's clock only excludes days that are far out of the API's reach. */
    private static OffsetCheck offsetCheck(PlivoMpcConfig config) {
        AccountSettings shared = config.shared();
        return new OffsetCheck(
                config.accounts().stream().map(AccountConfig::authId).toList(),
                shared.filter().inPartition(),
                Instant.now(),
                shared.history().days());
    }
}
