package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A key with everything that Connect and its user interfaces show. Low importance and short unless it says more. */
final class Key implements Recommender {

    /** Keys that user interfaces show together, in this order. */
    record Group(String name, List<Key> keys) {

        Group(String name, Key... keys) {
            this(name, List.of(keys));
        }

        void define(ConfigDef def) {
            for (int i = 0; i < keys.size(); i++) {
                keys.get(i).define(def, name, i + 1);
            }
        }
    }

    private final String name;
    private final Type type;
    private final Object defaultValue;
    private Importance importance = Importance.LOW;
    private Width width = Width.SHORT;
    private Validator validator;
    private List<Object> recommended = List.of();
    private Predicate<Map<String, Object>> shown = config -> true;
    private List<String> dependents = List.of();
    private String displayName;
    private String doc;

    private Key(String name, Type type, Object defaultValue) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
    }

    /** @param defaultValue null where the key is optional or checked elsewhere */
    static Key text(String name, String defaultValue) {
        return new Key(name, Type.STRING, defaultValue).width(Width.MEDIUM);
    }

    static Key secret(String name) {
        return new Key(name, Type.PASSWORD, null).width(Width.MEDIUM);
    }

    static Key list(String name) {
        return new Key(name, Type.LIST, List.of()).width(Width.LONG);
    }

    static Key flag(String name, boolean defaultValue) {
        return new Key(name, Type.BOOLEAN, defaultValue);
    }

    /** @param defaultValue null where the key is optional */
    static Key number(String name, Integer defaultValue, int min, int max) {
        return new Key(name, Type.INT, defaultValue).validator(Checks.between(min, max));
    }

    static Key millis(String name, Duration defaultValue, Duration min, Duration max) {
        return new Key(name, Type.LONG, defaultValue.toMillis())
                .validator(Checks.between(min.toMillis(), max.toMillis()));
    }

    /** An interval that is off by default; 0 turns it off. */
    static Key millisOrOff(String name, Duration min, Duration max) {
        return new Key(name, Type.LONG, 0L).validator(Checks.offOrBetween(min.toMillis(), max.toMillis()));
    }

    static <E extends Enum<E> & Choice> Key choice(String name, E defaultValue) {
        Class<E> choices = defaultValue.getDeclaringClass();
        return new Key(name, Type.STRING, defaultValue.word())
                .validator(Checks.choice(choices))
                .recommended(Choice.words(choices).toArray());
    }

    Key importance(Importance level) {
        importance = level;
        return this;
    }

    Key width(Width shownWidth) {
        width = shownWidth;
        return this;
    }

    Key validator(Validator check) {
        validator = check;
        return this;
    }

    Key recommended(Object... values) {
        recommended = List.of(values);
        return this;
    }

    /** The key is shown only where the other keys give it a meaning. */
    Key shownWhen(Predicate<Map<String, Object>> condition) {
        shown = condition;
        return this;
    }

    /** The key is shown only where that one has a value. */
    Key shownWith(String key) {
        return shownWhen(config -> config.get(key) != null);
    }

    /** The keys that are shown or hidden by this one. */
    Key dependents(String... keys) {
        dependents = List.of(keys);
        return this;
    }

    /** @param paragraph the documentation; line breaks count as spaces */
    Key described(String shownName, String paragraph) {
        displayName = shownName;
        doc = paragraph.strip().replaceAll("\\s*\\n\\s*", " ");
        return this;
    }

    private void define(ConfigDef def, String group, int order) {
        def.define(
                name,
                type,
                defaultValue,
                validator,
                importance,
                doc,
                group,
                order,
                width,
                displayName,
                dependents,
                this);
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> config) {
        return recommended;
    }

    @Override
    public boolean visible(String key, Map<String, Object> config) {
        return shown.test(config);
    }
}
