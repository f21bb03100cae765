package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.Recommender;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Recommends no values; shows a key only where the other keys give it a meaning. */
record Visibility(Predicate<Map<String, Object>> shownWhen) implements Recommender {

    static final Visibility ALWAYS = new Visibility(config -> true);

    @Override
    public List<Object> validValues(String name, Map<String, Object> config) {
        return List.of();
    }

    @Override
    public boolean visible(String name, Map<String, Object> config) {
        return shownWhen.test(config);
    }
}
