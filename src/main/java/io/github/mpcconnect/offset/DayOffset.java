package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The position of one day: of the calls that the API listed for it up to {@code endTime}, all are in Kafka except those
 * in {@code gaps}.
 *
 * @param calls how many distinct calls were sent
 * @param check the XOR of their {@link IdHash}es
 * @param sketch of the hashes of all ids sent; null where it is not known, and for final days
 * @param sketched how many ids are in the sketch: the calls and the malformed objects sent; 0 without a sketch
 * @param vanished hashes of calls sent that the API no longer lists, the newest last
 * @param unbilled hashes of calls sent without a bill, the newest last
 * @param late how many calls were sent as late, so far
 * @param corrected how many corrections were sent, so far
 * @param vanishedCount how many calls vanished, so far
 * @param billed the sum of the bills sent, scale 5; null where it is not known
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

    /** Of a day that is final, whatever else was stored of it. */
    public static DayOffset ofFinal(Day day, DayStatus status) {
        return new DayOffset(day, day.end(), 0, 0, status, Gaps.NONE, null, 0, List.of(), List.of(), 0, 0, 0, null);
    }
}
