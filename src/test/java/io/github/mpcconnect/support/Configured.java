package io.github.mpcconnect.support;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.PlivoMpcConfig;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The settings of an account as a configuration has them, with the published defaults. */
public final class Configured {

    private Configured() {}

    /**
     * The settings where some keys have values: a duration for a key in milliseconds, an enum's constant for its word;
     * a key whose value is null is not set.
     */
    public static AccountSettings with(Object... keysAndValues) {
        Map<String, String> props = new HashMap<>(Map.of("plivo.auth.id", "MA1", "plivo.auth.token", "token"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                props.put((String) keysAndValues[i], text(keysAndValues[i + 1]));
            }
        }
        return new PlivoMpcConfig(props).shared();
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return String.valueOf(duration.toMillis());
        }
        return value instanceof Enum<?> constant ? constant.name().replace('_', '.') : value.toString();
    }
}
