package io.github.mpcconnect.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it arrived, taken apart.
 *
 * @param arrived by the API's clock
 * @param path as sent, percent-encoded, without the query
 * @param account the auth id in the path; empty where the path has none
 * @param subject which call's participants, decoded: {@code uuid_..} or {@code name_..}; empty for the list
 * @param params decoded
 * @param fault what is wrong with the way the path or query is written; null where nothing is
 */
public record SimulatedRequest(
        Instant arrived,
        String method,
        String path,
        Kind kind,
        String account,
        String subject,
        Map<String, String> params,
        String fault,
        String authorization) {

    /** What is asked for. */
    public enum Kind {
        CALLS,
        PARTICIPANTS,
        OTHER
    }

    static SimulatedRequest of(HttpRequestHead head, Instant arrived) {
        int mark = head.target().indexOf('?');
        String path = mark < 0 ? head.target() : head.target().substring(0, mark);
        String[] parts = path.split("/", -1);
        Kind kind = kind(parts);
        Map<String, String> params = new LinkedHashMap<>();
        String fault = null;
        String subject = "";
        try {
            fault = mark < 0 ? null : readParams(head.target().substring(mark + 1), params);
            subject = kind == Kind.PARTICIPANTS ? decode(parts[5].replace("+", "%2B")) : "";
        } catch (IllegalArgumentException e) {
            fault = "malformed percent-encoding";
        }
        return new SimulatedRequest(
                arrived,
                head.method(),
                path,
                kind,
                kind == Kind.OTHER ? "" : parts[3],
                subject,
                Collections.unmodifiableMap(params),
                fault,
                head.header("authorization"));
    }

    /** The same request with another value of a parameter. */
    public SimulatedRequest with(String param, String value) {
        Map<String, String> changed = new LinkedHashMap<>(params);
        changed.put(param, value);
        return new SimulatedRequest(arrived, method, path, kind, account, subject, changed, fault, authorization);
    }

    /** The number a parameter holds, or a default where it holds none. */
    public int number(String param, int otherwise) {
        try {
            return Integer.parseInt(params.getOrDefault(param, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Kind kind(String[] parts) {
        boolean account = parts.length >= 6
                && parts[0].isEmpty()
                && parts[1].equals("v1")
                && parts[2].equals("Account")
                && parts[4].equals("MultiPartyCall");
        if (account && parts.length == 6 && parts[5].isEmpty()) {
            return Kind.CALLS;
        }
        boolean participants = account && parts.length == 8 && parts[6].equals("Participant") && parts[7].isEmpty();
        return participants ? Kind.PARTICIPANTS : Kind.OTHER;
    }

    private static String readParams(String query, Map<String, String> params) {
        String fault = null;
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (params.put(name, value) != null) {
                    fault = "parameter " + name + " is given twice";
                }
            }
        }
        return fault;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
