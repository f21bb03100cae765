package io.github.mpcconnect.support;

import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.timeline.Day;
import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A day's stored offset, and what it ought to be. */
public record StoredDay(Instant endTime, Long calls, String check) {

    public static StoredDay of(Map<String, ?> offset) {
        Object calls = offset.get("calls");
        return new StoredDay(
                Instant.parse((String) offset.get("end_time")),
                calls == null ? null : ((Number) calls).longValue(),
                (String) offset.get("check"));
    }

    public static StoredDay of(JsonNode offset) {
        return new StoredDay(
                Instant.parse(offset.path("end_time").asString()),
                offset.has("calls") ? offset.get("calls").asLong() : null,
                offset.has("check") ? offset.get("check").asString() : null);
    }

    /** What is true of an account's calls that ended on a day up to an instant. */
    public static StoredDay expected(SimulatedAccount account, String day, Instant endTime) {
        Day wanted = new Day(LocalDate.parse(day));
        List<String> ids = account.calls().all().stream()
                .filter(call -> Day.of(call.endTime()).equals(wanted))
                .filter(call -> !call.endTime().isAfter(endTime))
                .map(SimulatedCall::mpcUuid)
                .toList();
        return new StoredDay(endTime, (long) ids.size(), HexFormat.of().toHexDigits(checkOf(ids)));
    }

    private static long checkOf(List<String> ids) {
        return ids.stream().mapToLong(IdHash::of).reduce(0, (a, b) -> a ^ b);
    }
}
