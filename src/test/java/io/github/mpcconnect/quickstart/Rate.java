package io.github.mpcconnect.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How fast a count grew in the last five seconds. */
final class Rate {

    private static final long SPAN = TimeUnit.SECONDS.toNanos(5);

    private record Sample(long nanos, long count) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes the count at that time and returns how much it grows a second. */
    double perSecond(long nanos, long count) {
        samples.add(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.peek().nanos() > SPAN) {
            samples.remove();
        }
        long passed = nanos - samples.peek().nanos();
        return passed == 0 ? 0 : (count - samples.peek().count()) * 1e9 / passed;
    }
}
