package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.Recommender;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Recommends values, or none, and shows a key only where the other keys give it a meaning. */
record Recommendation(List<Object> values, Predicate<Map<String, Object>> shown) implements Recommender {

    static final Recommendation NONE = shownWhen(config -> true);

    static Recommendation of(Object... values) {
        return new Recommendation(List.of(values), config -> true);
    }

    static Recommendation shownWhen(Predicate<Map<String, Object>> shown) {
        return new Recommendation(List.of(), shown);
    }

    /** Shown where that key has a value. */
    static Recommendation shownWith(String key) {
        return shownWhen(config -> config.get(key) != null);
    }

    /** The same values, shown where that key has a value. */
    Recommendation withVisibility(String key) {
        return new Recommendation(values, shownWith(key).shown);
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> config) {
        return values;
    }

    @Override
    public boolean visible(String name, Map<String, Object> config) {
        return shown.test(config);
    }
}
