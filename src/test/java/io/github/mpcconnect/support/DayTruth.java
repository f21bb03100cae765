package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the stored offsets of an account must say of each day that had calls, computed here once more and in another
 * way: its end, how many calls it had, the XOR of their ids' hashes, and its state.
 */
public record DayTruth(String endTime, long calls, String check, String state) {

    private static final String NO_CALLS = "0000000000000000";

    /** The days that had calls, all of them over and closed, by their ISO dates. */
    public static Map<String, DayTruth> complete(Collection<SimulatedCall> calls) {
        Map<String, DayTruth> days = new TreeMap<>();
        for (SimulatedCall call : calls) {
            LocalDate day = dayOf(call.endTime());
            DayTruth one = new DayTruth(day.plusDays(1) + "T00:00:00Z", 1, hash(call.mpcUuid()), "closed");
            days.merge(day.toString(), one, DayTruth::plus);
        }
        return days;
    }

    /** What a stored offset says of its day. */
    public static DayTruth of(Map<String, ?> offset) {
        return new DayTruth(
                (String) offset.get("end_time"),
                ((Number) offset.get("calls")).longValue(),
                (String) offset.get("check"),
                (String) offset.get("state"));
    }

    /** The same, as Connect's REST API returns it. */
    public static DayTruth of(JsonNode offset) {
        return new DayTruth(
                offset.path("end_time").asString(),
                offset.path("calls").asLong(),
                offset.path("check").asString(),
                offset.path("state").asString());
    }

    /** What this offset must say if it is as complete as the API: the calls of its day that ended by its end. */
    public DayTruth expected(SimulatedAccount account, String day) {
        DayTruth none = new DayTruth(endTime, 0, NO_CALLS, state);
        return account.calls().all().stream()
                .filter(call -> call.endTime() != null
                        && dayOf(call.endTime()).toString().equals(day))
                .filter(call -> !call.endTime().isAfter(Instant.parse(endTime)))
                .map(call -> new DayTruth(endTime, 1, hash(call.mpcUuid()), state))
                .reduce(none, DayTruth::plus);
    }

    /** What the stored offsets of an account say of its days with calls; those of a filter apart. */
    public static Map<String, DayTruth> stored(
            Map<JsonNode, JsonNode> offsets, SimulatedAccount account, String filter) {
        Map<String, DayTruth> days = new TreeMap<>();
        offsets.forEach((partition, offset) -> {
            boolean sameAccount = partition.path("account").asString().equals(account.authId());
            String its = partition.has("filter") ? partition.get("filter").asString() : null;
            if (sameAccount && partition.has("day") && Objects.equals(its, filter)) {
                days.put(partition.get("day").asString(), of(offset));
            }
        });
        days.values().removeIf(day -> day.calls() == 0 && day.check().equals(NO_CALLS));
        return days;
    }

    /** The day D that holds (D 00:00:00, D+1 00:00:00]. */
    static LocalDate dayOf(Instant end) {
        return end.minusNanos(1000).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private DayTruth plus(DayTruth other) {
        BigInteger sum = new BigInteger(check, 16).xor(new BigInteger(other.check, 16));
        return new DayTruth(endTime, calls + other.calls, hex(sum), state);
    }

    private static String hash(String uuid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(uuid.getBytes(StandardCharsets.UTF_8));
            return hex(new BigInteger(1, Arrays.copyOf(digest, 8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(BigInteger bits) {
        return String.format("%016x", bits);
    }
}
