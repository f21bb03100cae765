package io.github.mpcconnect.simulator;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An answer on its way out. Its tree belongs to this answer alone and may be changed.
 *
 * @param json the body; null where text is the body
 * @param delay how long it is held back
 */
public record Answer(
        int status, Map<String, String> headers, ObjectNode json, String text, Duration delay, Delivery delivery) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** How the bytes go out. */
    public sealed interface Delivery {}

    public record Whole() implements Delivery {}

    /** Half of the body, then the connection is closed. */
    public record Cut() implements Delivery {}

    /** Nothing but a TCP reset. */
    public record Reset() implements Delivery {}

    /** The body, then blanks without end: as fast as they are taken, or one per pause. */
    public record Endless(Duration pause) implements Delivery {}

    public Answer {
        headers = new LinkedHashMap<>(headers);
    }

    /** 200, dated as the request arrived. */
    public static Answer ok(SimulatedRequest request, ObjectNode json) {
        return of(request, 200, json);
    }

    /** As the API words errors. */
    public static Answer error(SimulatedRequest request, int status, String message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("api_id", newApiId());
        json.put("error", message);
        return of(request, status, json);
    }

    public static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    static String newApiId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }

    private static Answer of(SimulatedRequest request, int status, ObjectNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", httpDate(request.arrived()));
        headers.put("Content-Type", "application/json");
        return new Answer(status, headers, json, null, Duration.ZERO, new Whole());
    }

    /** Null takes the header away. */
    public Answer withHeader(String name, String value) {
        Answer changed = new Answer(status, headers, json, text, delay, delivery);
        if (value == null) {
            changed.headers.remove(name);
        } else {
            changed.headers.put(name, value);
        }
        return changed;
    }

    /** The same status and date, another body. */
    public Answer withText(String contentType, String body) {
        return new Answer(status, headers, null, body, delay, delivery).withHeader("Content-Type", contentType);
    }

    public Answer delayedBy(Duration more) {
        return new Answer(status, headers, json, text, delay.plus(more), delivery);
    }

    public Answer delivered(Delivery how) {
        return new Answer(status, headers, json, text, delay, how);
    }

    /** The page's objects; null where the answer is no page. */
    public ArrayNode objects() {
        return json != null && json.get("objects") instanceof ArrayNode objects ? objects : null;
    }

    /** The page's meta; null where the answer has none. */
    public ObjectNode meta() {
        return json != null && json.get("meta") instanceof ObjectNode meta ? meta : null;
    }

    byte[] body() {
        return json != null ? MAPPER.writeValueAsBytes(json) : text.getBytes(StandardCharsets.UTF_8);
    }
}
