package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for the constants of an enum, in upper or lower case. */
record Choices<E extends Enum<E> & Choice>(Class<E> type) implements Validator, Recommender {

    E parse(String name, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.value().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new ConfigException(name, word, "choose one of " + this));
    }

    @Override
    public void ensureValid(String name, Object value) {
        if (value != null) {
            parse(name, (String) value);
        }
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> config) {
        return Stream.of(type.getEnumConstants()).<Object>map(Choice::value).toList();
    }

    @Override
    public boolean visible(String name, Map<String, Object> config) {
        return true;
    }

    @Override
    public String toString() {
        return Stream.of(type.getEnumConstants()).map(Choice::value).collect(Collectors.joining(", "));
    }
}
