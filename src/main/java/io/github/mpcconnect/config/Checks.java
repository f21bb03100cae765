package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Validators whose messages say what to do. They accept null, which stands for a value that is not set, and for one
 * that could not be parsed and has its message already.
 */
final class Checks {

    private static final int MAX_TOPIC_LENGTH = 249;
    private static final int MAX_PREFIX_LENGTH = MAX_TOPIC_LENGTH - ".mpc.live.participants".length();
    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private Checks() {}

    static Validator between(long min, long max) {
        String words = "between " + min + " and " + max;
        return of(words, (name, value) -> {
            long number = ((Number) value).longValue();
            if (number < min || number > max) {
                throw new ConfigException(name, value, "give a number " + words);
            }
        });
    }

    static Validator offOrBetween(long min, long max) {
        String words = "0 (off), or between " + min + " and " + max;
        return of(words, (name, value) -> {
            long number = ((Number) value).longValue();
            if (number != 0 && (number < min || number > max)) {
                throw new ConfigException(name, value, "give " + words);
            }
        });
    }

    static <E extends Enum<E> & Choice> Validator choice(Class<E> type) {
        return of(String.join(", ", Choice.words(type)), (name, value) -> Choice.parse(type, name, (String) value));
    }

    static Validator instant() {
        return of("an ISO-8601 instant", (name, value) -> {
            if (!((String) value).isEmpty()) {
                instant(name, (String) value);
            }
        });
    }

    static Validator wholeSecond() {
        return of("an ISO-8601 instant in whole seconds", (name, value) -> {
            if (instant(name, (String) value).getNano() != 0) {
                throw new ConfigException(
                        name, value, "give whole seconds, like 2026-11-21T10:15:00Z, without a fraction");
            }
        });
    }

    /** The instant that a text with date, time and zone (Z or an offset) names. */
    static Instant instant(String name, String text) {
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new ConfigException(
                    name,
                    text,
                    "give date, time and time zone in ISO-8601 form, like 2026-11-21T00:00:00Z or"
                            + " 2026-11-21T05:30:00+05:30; without a time zone it is not an instant");
        }
        if (time.getYear() < 1970 || time.getYear() > 9999) {
            throw new ConfigException(name, text, "give a year between 1970 and 9999, like 2026-11-21T00:00:00Z");
        }
        return time.toInstant();
    }

    static Validator topicPrefix() {
        return of("letters, digits, '.', '_' and '-'", (name, value) -> {
            String prefix = (String) value;
            if (!TOPIC_NAME.matcher(prefix).matches()) {
                throw new ConfigException(
                        name, value, "use letters, digits, '.', '_' and '-' only, and at least one of them");
            }
            if (prefix.length() > MAX_PREFIX_LENGTH) {
                throw new ConfigException(
                        name,
                        value,
                        "give at most " + MAX_PREFIX_LENGTH + " characters, so that no topic name is longer than "
                                + MAX_TOPIC_LENGTH);
            }
        });
    }

    static Validator apiUrl() {
        return of("an http or https URL", (name, value) -> Urls.api(name, (String) value));
    }

    static Validator proxyUrl() {
        return of("http://host:port", (name, value) -> Urls.proxy(name, (String) value));
    }

    static Validator keyStoreType() {
        return of("a key store type like PKCS12 or JKS", (name, value) -> {
            try {
                KeyStore.getInstance((String) value);
            } catch (KeyStoreException e) {
                throw new ConfigException(
                        name, value, "this worker's JVM does not support this key store type; use PKCS12 or JKS");
            }
        });
    }

    private static Validator of(String words, BiConsumer<String, Object> check) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        check.accept(name, value);
                    }
                },
                () -> words);
    }
}
