package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The value of each key as the framework's validation parsed it, with the errors found there and added later. */
final class ConfigValues {

    private final ConfigDef def;
    private final Map<String, ConfigValue> values;

    ConfigValues(ConfigDef def, Map<String, String> given) {
        this.def = def;
        this.values = def.validateAll(given);
    }

    /** A key's value, or its default where it is not set; null where neither exists or the value is invalid. */
    Object value(String key) {
        ConfigValue value = values.get(key);
        return value.errorMessages().isEmpty() ? value.value() : null;
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

    /** Null where the key is not set. */
    Instant instant(String key) {
        String text = text(key);
        return text == null || text.isEmpty() ? null : Checks.instant(key, text);
    }

    <E extends Enum<E> & Choice> E choice(Choices<E> choices, String key) {
        return choices.parse(key, text(key));
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

    /** All keys, in the order of their declaration. */
    List<ConfigValue> all() {
        return def.configKeys().keySet().stream().map(values::get).toList();
    }
}
