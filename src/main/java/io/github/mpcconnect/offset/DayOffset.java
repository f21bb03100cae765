package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The position of one day: all calls that the API listed for the day up to {@code endTime} are in Kafka, except those
 * in {@code gaps}.
 *
 * @param endTime how far the day has been read, UTC
 * @param calls the number of distinct calls sent
 * @param check the XOR of their {@link IdHash}es
 * @param sketch the sketch of the hashes of all ids sent; null if unknown, and for final days
 * @param sketched the number of ids in the sketch, which are those of the calls and malformed objects sent; 0 without a
 *     sketch
 * @param vanished the hashes of sent calls that the API no longer lists, the newest last
 * @param unbilled the hashes of calls sent without a bill, the newest last
 * @param late the number of late calls sent so far
 * @param corrected the number of corrections sent so far
 * @param vanishedCount the number of calls that have vanished so far
 * @param billed the sum of the bills sent, with scale 5; null if unknown
 */
public record DayOffset(
        Day day,
        Instant endTime,
        long calls,
        long check,
        DayStatus status,
        Gaps gaps,
        Sketch sketch,
        long sketched,
        List<Long> vanished,
        List<Long> unbilled,
        long late,
        long corrected,
        long vanishedCount,
        BigDecimal billed)
        implements Position {

    /** The position of a final day, without any totals. */
    public static DayOffset ofFinal(Day day, DayStatus status) {
        return new DayOffset(day, day.end(), 0, 0, status, Gaps.NONE, null, 0, List.of(), List.of(), 0, 0, 0, null);
    }
}
