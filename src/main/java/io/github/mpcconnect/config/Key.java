package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** A key with everything that Connect and its user interfaces show. Its position in its group is its order. */
record Key(
        String name,
        Type type,
        Object defaultValue,
        Importance importance,
        Width width,
        String displayName,
        Validator validator,
        Recommender recommender,
        List<String> dependents,
        String doc) {

    /** A key without validator, recommender or dependents. */
    static Key of(
            String name,
            Type type,
            Object defaultValue,
            Importance importance,
            Width width,
            String displayName,
            String doc) {
        String paragraph = doc.strip().replaceAll("\\s*\\n\\s*", " ");
        return new Key(
                name,
                type,
                defaultValue,
                importance,
                width,
                displayName,
                null,
                Recommendation.NONE,
                List.of(),
                paragraph);
    }

    Key withValidator(Validator check) {
        return new Key(name, type, defaultValue, importance, width, displayName, check, recommender, dependents, doc);
    }

    Key withRecommender(Recommender advice) {
        return new Key(name, type, defaultValue, importance, width, displayName, validator, advice, dependents, doc);
    }

    /** A key that takes the words of an enum. */
    Key choosing(Choices<?> choices) {
        return withValidator(choices).withRecommender(choices);
    }

    /** The keys whose visibility depends on this one. */
    Key withDependents(String... names) {
        return new Key(
                name, type, defaultValue, importance, width, displayName, validator, recommender, List.of(names), doc);
    }

    /** Declares a group's keys, in this order. */
    static void define(ConfigDef def, String group, List<Key> keys) {
        int order = 0;
        for (Key key : keys) {
            order++;
            def.define(
                    key.name,
                    key.type,
                    key.defaultValue,
                    key.validator,
                    key.importance,
                    key.doc,
                    group,
                    order,
                    key.width,
                    key.displayName,
                    key.dependents,
                    key.recommender);
        }
    }
}
