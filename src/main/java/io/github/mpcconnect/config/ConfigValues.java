package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The value of each key as the framework's validation parsed it, with the errors found there and added later. */
final class ConfigValues {

    private final ConfigDef def;
    private final Map<String, ConfigValue> values;
    private final UnaryOperator<String> ownKey;

    private ConfigValues(ConfigDef def, Map<String, ConfigValue> values, UnaryOperator<String> ownKey) {
        this.def = def;
        this.values = values;
        this.ownKey = ownKey;
    }

    /** The values of the keys of a definition; other keys are ignored. */
    static ConfigValues of(ConfigDef def, Map<String, String> props) {
        return new ConfigValues(def, def.validateAll(tidied(def, props)), key -> key);
    }

    /** Without surrounding space, null, and blank values where blank means unset. */
    private static Map<String, String> tidied(ConfigDef def, Map<String, String> props) {
        Map<String, String> tidy = new HashMap<>();
        def.configKeys().forEach((name, key) -> {
            String text = props.get(name);
            boolean unset = text == null || text.isBlank() && isOptional(key);
            if (!unset) {
                tidy.put(name, text.strip());
            }
        });
        return tidy;
    }

    private static boolean isOptional(ConfigKey key) {
        return key.defaultValue == null
                || "".equals(key.defaultValue)
                || List.of().equals(key.defaultValue);
    }

    /** The same values, except that an account's own ones take precedence over those that all accounts share. */
    ConfigValues ofAccount(String alias) {
        return new ConfigValues(def, values, key -> Accounts.ownKey(alias, key));
    }

    /** A key's value, or its default where it is not set; null where neither exists or the value is invalid. */
    Object value(String key) {
        Object own = valid(ownKey.apply(key));
        return own == null ? valid(key) : own;
    }

    private Object valid(String key) {
        ConfigValue value = values.get(key);
        return value == null || !value.errorMessages().isEmpty() ? null : value.value();
    }

    String text(String key) {
        return (String) value(key);
    }

    boolean flag(String key) {
        return (Boolean) value(key);
    }

    /** Null where the key is optional and not set. */
    Integer number(String key) {
        return (Integer) value(key);
    }

    Password password(String key) {
        return (Password) value(key);
    }

    /** Of a key in milliseconds. */
    Duration duration(String key) {
        return Duration.ofMillis((Long) value(key));
    }

    /** Empty where the key is not set. */
    Optional<Instant> instant(String key) {
        return Optional.ofNullable(text(key)).filter(text -> !text.isEmpty()).map(text -> Checks.instant(key, text));
    }

    <E extends Enum<E> & Choice> E choice(Class<E> type, String key) {
        return Choice.parse(type, key, text(key));
    }

    /** Whether a key has a value, valid or not. */
    boolean isSet(String key) {
        ConfigValue value = values.get(key);
        return value.value() != null || !value.errorMessages().isEmpty();
    }

    /** Adds an error to a key whose value may be shown. */
    void reject(String key, Object shown, String whatToDo) {
        values.get(key).addErrorMessage(new ConfigException(key, shown, whatToDo).getMessage());
    }

    /** Adds an error to a key that is not set. */
    void missing(String key, String whatToDo) {
        values.get(key).addErrorMessage("Missing configuration " + key + ": " + whatToDo);
    }

    /** Adds an error to a key that has no effect without another one that is not set. */
    void requireFor(String key, String other) {
        Object value = value(key);
        if (value != null && !isSet(other)) {
            reject(key, value, "set " + other + " too, or remove this key");
        }
    }

    /** All keys, in the order of their declaration. */
    List<ConfigValue> all() {
        return def.configKeys().keySet().stream().map(values::get).toList();
    }
}
