package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigException;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An enum constant that a configuration names by a word: its name in lower case, with dots for underscores. */
interface Choice {

    String name();

    /** The word in configurations, where upper and lower case make no difference. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    static <E extends Enum<E> & Choice> List<String> words(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Choice::word).toList();
    }

    static <E extends Enum<E> & Choice> E parse(Class<E> type, String key, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new ConfigException(key, word, "choose one of " + String.join(", ", words(type))));
    }
}
