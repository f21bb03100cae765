package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Validators whose messages say what to do, and parsers of what they accept. Validators accept null, which stands for a
 * value that is not set, and for one that could not be parsed and has its message already. No message shows a part of a
 * URL that could be a secret.
 */
final class Checks {

    private static final int MAX_TOPIC_LENGTH = 249;
    private static final int MAX_PREFIX_LENGTH = MAX_TOPIC_LENGTH - ".mpc.live.participants".length();
    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\." + OCTET + "){3}");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

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
        return of("an http or https URL", (name, value) -> apiUrl(name, (String) value));
    }

    static Validator proxyUrl() {
        return of("http://host:port", (name, value) -> proxyUrl(name, (String) value));
    }

    /** The address of the API, without a slash at its end. */
    static URI apiUrl(String name, String text) {
        URI url = absoluteUrl(name, text, "like https://api.plivo.com");
        if (!isScheme(url, "https") && !isScheme(url, "http")) {
            throw rejectedUrl(name, text, "start it with https:// (or http://), like https://api.plivo.com");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    static URI proxyUrl(String name, String text) {
        URI url = absoluteUrl(name, text, "like http://proxy.example.com:3128");
        if (!isScheme(url, "http") || url.getPort() < 0 || !Set.of("", "/").contains(url.getPath())) {
            throw rejectedUrl(name, text, "give it as http://host:port, like http://proxy.example.com:3128");
        }
        return url;
    }

    /** Whether requests go unencrypted over a network. */
    static boolean isPlainOffLoopback(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean loopback =
                LOOPBACK_NAMES.contains(host) || LOOPBACK_V4.matcher(host).matches();
        return isScheme(url, "http") && !loopback;
    }

    private static URI absoluteUrl(String name, String text, String example) {
        URI url = parsedUrl(name, text, example);
        if (url.getRawUserInfo() != null
                || url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw rejectedUrl(name, text, "leave out user and password; credentials have keys of their own");
        }
        if (!url.isAbsolute() || url.getHost() == null) {
            throw rejectedUrl(
                    name, text, "give an absolute URL with a host of letters, digits, '-' and '.', " + example);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw rejectedUrl(name, text, "leave out the query ('?') and the fragment ('#'), " + example);
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw rejectedUrl(name, text, "give a port between 1 and 65535");
        }
        return url;
    }

    private static URI parsedUrl(String name, String text, String example) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw rejectedUrl(name, text, "this is not a URL; give one " + example);
        }
    }

    private static boolean isScheme(URI url, String scheme) {
        return scheme.equalsIgnoreCase(url.getScheme());
    }

    private static ConfigException rejectedUrl(String name, String text, String what) {
        return new ConfigException(name, shown(text), what);
    }

    /** A URL without its user, password and query. */
    private static String shown(String text) {
        return text.replaceAll("(?s).*@", "[hidden]@").replaceAll("(?s)[?#].*", "?[hidden]");
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
