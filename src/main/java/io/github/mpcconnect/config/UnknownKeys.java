package io.github.mpcconnect.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds keys of a configuration that are not read and resemble one of the connector's: they are probably misspelled. A
 * key resembles another one despite different case and separators, a few wrong letters, or another first segment.
 */
public final class UnknownKeys {

    private static final Set<String> FRAMEWORK = Set.of("""
            name connector.class connector.plugin.version tasks.max tasks.max.enforce config.action.reload
            exactly.once.support transaction.boundary transaction.boundary.interval.ms offsets.storage.topic
            """.split("\\s+"));

    /** What keys of the framework's own groups begin with, and those of plugins configured with the connector. */
    private static final List<String> FRAMEWORK_GROUPS = List.of("""
            key.converter value.converter header.converter transforms predicates errors. topic.creation.
            producer.override. consumer.override. admin.override.
            """.split("\\s+"));

    private static final int MIN_TAIL = 6;

    private final Collection<String> known;
    private final Set<String> ambiguousTails;

    private UnknownKeys(Collection<String> known) {
        this.known = known;
        this.ambiguousTails = known.stream()
                .map(key -> plain(tail(key)))
                .collect(Collectors.groupingBy(tail -> tail, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(tail -> tail.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Each suspicious key, with the key of the connector that was probably meant. No values, which may be secrets. */
    public static Map<String, String> suspicious(Map<String, String> props) {
        List<String> aliases = Accounts.aliases(props);
        Collection<String> known = PlivoMpcConfig.configDef(aliases).names();
        UnknownKeys unknown = new UnknownKeys(known);
        Map<String, String> suspicious = new TreeMap<>();
        props.keySet().stream()
                .filter(key -> !known.contains(key) && !isFrameworks(key))
                .forEach(key -> unknown.resembled(key, aliases).ifPresent(meant -> suspicious.put(key, meant)));
        return suspicious;
    }

    private static boolean isFrameworks(String key) {
        return FRAMEWORK.contains(key) || FRAMEWORK_GROUPS.stream().anyMatch(key::startsWith);
    }

    private Optional<String> resembled(String key, List<String> aliases) {
        if (key.startsWith(Accounts.OWN_PREFIX) && !aliases.contains(alias(key))) {
            return Optional.of(Accounts.ACCOUNTS);
        }
        return known.stream()
                .filter(ours -> isNear(key, ours))
                .min((a, b) -> Integer.compare(distance(plain(key), plain(a)), distance(plain(key), plain(b))));
    }

    private static String alias(String key) {
        return key.substring(Accounts.OWN_PREFIX.length()).split("\\.", 2)[0];
    }

    private boolean isNear(String key, String ours) {
        String tail = plain(tail(ours));
        boolean usable = tail.length() >= MIN_TAIL
                && !ambiguousTails.contains(tail)
                && tail(ours).contains(".");
        return isNearly(plain(key), plain(ours))
                || usable && Stream.of(key, tail(key)).anyMatch(given -> isNearly(plain(given), tail));
    }

    private static boolean isNearly(String given, String ours) {
        return distance(given, ours) <= (ours.length() < 8 ? 1 : ours.length() < 16 ? 2 : 3);
    }

    /** All segments but the first. */
    private static String tail(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
