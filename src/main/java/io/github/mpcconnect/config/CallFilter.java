package io.github.mpcconnect.config;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which calls are requested; a null part does not restrict them. Two filters have the same {@link #canonical()} text
 * exactly if they request the same calls.
 *
 * @param friendlyName the exact name
 * @param subAccount the Auth ID of a subaccount
 * @param terminationCauseCode why the call ended
 * @param creationTimeFrom inclusive, whole seconds
 * @param creationTimeTo inclusive, whole seconds
 */
public record CallFilter(
        String friendlyName,
        String subAccount,
        Integer terminationCauseCode,
        Instant creationTimeFrom,
        Instant creationTimeTo) {

    private static final String UNRESERVED = "-._~";

    /** Whether all calls are requested. */
    public boolean isEmpty() {
        return canonical().isEmpty();
    }

    /**
     * The set parts as {@code name=value}, sorted, joined by {@code &}: the API's names, texts percent-encoded,
     * instants in ISO-8601 form. Example: {@code creation_time__gte=2026-11-01T00:00:00Z&friendly_name=Sales%20EMEA}.
     */
    public String canonical() {
        Map<String, String> parts = new TreeMap<>();
        put(parts, "friendly_name", friendlyName == null ? null : encoded(friendlyName));
        put(parts, "sub_account", subAccount == null ? null : encoded(subAccount));
        put(parts, "termination_cause_code", terminationCauseCode);
        put(parts, "creation_time__gte", creationTimeFrom);
        put(parts, "creation_time__lte", creationTimeTo);
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> parts, String name, Object value) {
        if (value != null) {
            parts.put(name, value.toString());
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(isUnreserved(octet) ? String.valueOf((char) octet) : String.format("%%%02X", octet));
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= '0' && octet <= '9'
                || octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || UNRESERVED.indexOf(octet) >= 0;
    }
}
