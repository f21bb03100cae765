package io.github.mpcconnect.ingest;

import io.github.mpcconnect.ingest.CallList.Mismatch;
import io.github.mpcconnect.timeline.CallCurve;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;

/**
 * Where the reading of one day stands: what is known of its calls, and what did not add up lately. After three equal
 * mismatches, or twice as many different ones, a window is halved; a single second is left alone for longer and longer.
 */
final class DayReading {

    private static final int EQUAL_TRIES = 3;
    private static final int TRIES = 6;

    private final CallCurve curve;
    private Mismatch last;
    private int equal;
    private int tries;
    private int failures;
    private boolean waiting;
    private long waitingUntil;

    DayReading(Instant watermark, int windowMaxCalls) {
        this.curve = new CallCurve(watermark, windowMaxCalls);
    }

    CallCurve curve() {
        return curve;
    }

    /** The window did not add up, once more. True where it is to be halved or, a single second, complained about. */
    boolean mismatched(Mismatch mismatch) {
        equal = mismatch.equals(last) ? equal + 1 : 1;
        last = mismatch;
        tries++;
        failures++;
        boolean enough = equal >= EQUAL_TRIES || tries >= TRIES;
        if (enough) {
            equal = 0;
            tries = 0;
        }
        return enough;
    }

    /** The window does not add up; it is asked for by halves from now on. */
    void halve(Window window) {
        curve.halve(window);
        failures = 0;
    }

    /** The window was read. */
    void advanced(Window window, int calls) {
        curve.advance(window, calls);
        last = null;
        equal = 0;
        tries = 0;
        failures = 0;
    }

    /** How often it did not add up since something of the day was read. */
    int failures() {
        return failures;
    }

    /** The day is left alone until then, in monotonic nanoseconds. */
    void waitUntil(long nanos) {
        waiting = true;
        waitingUntil = nanos;
    }

    boolean waits(long nanos) {
        waiting = waiting && waitingUntil - nanos > 0;
        return waiting;
    }

    long waitingUntil() {
        return waitingUntil;
    }
}
