package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

import java.util.List;
import java.util.Map;

/** What the framework's validation made of each key, and what is found on top of that. */
final class Findings {

    private final ConfigDef def;
    private final Map<String, ConfigValue> values;

    Findings(ConfigDef def, Map<String, String> given) {
        this.def = def;
        this.values = def.validateAll(given);
    }

    /** A key's value, or its default where it is not set; null where it is bad. */
    Object value(String key) {
        ConfigValue value = values.get(key);
        return value.errorMessages().isEmpty() ? value.value() : null;
    }

    /** Whether a key has a value, good or bad. */
    boolean isSet(String key) {
        ConfigValue value = values.get(key);
        return value.value() != null || !value.errorMessages().isEmpty();
    }

    /** Adds a sentence to a key whose value may be shown. */
    void refuse(String key, Object shown, String whatToDo) {
        values.get(key).addErrorMessage(new ConfigException(key, shown, whatToDo).getMessage());
    }

    /** Adds a sentence to a key that is not set. */
    void missing(String key, String whatToDo) {
        values.get(key).addErrorMessage("Missing configuration " + key + ": " + whatToDo);
    }

    /** All keys, in the order of their declaration. */
    List<ConfigValue> all() {
        return def.configKeys().keySet().stream().map(values::get).toList();
    }
}
