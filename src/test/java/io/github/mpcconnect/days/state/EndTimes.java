package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/** When calls ended, to the microsecond, and nothing else of them: all that sizing windows and finding days needs. */
public final class EndTimes {

    private final long[] micros;

    private EndTimes(LongStream micros) {
        this.micros = micros.sorted().toArray();
    }

    public static EndTimes of(Collection<Instant> ends) {
        return new EndTimes(ends.stream().mapToLong(EndTimes::micros));
    }

    public static EndTimes secondsAfter(Instant start, LongStream seconds) {
        long from = micros(start);
        return new EndTimes(seconds.map(second -> from + 1_000_000 * second));
    }

    int size() {
        return micros.length;
    }

    /** What a search reports as its count. */
    int count(Window window) {
        return firstAfter(window.upTo()) - firstAfter(window.after());
    }

    /** The end times in a window, cut to seconds as the API shows them. */
    List<Instant> shownIn(Window window) {
        return LongStream.of(micros)
                .skip(firstAfter(window.after()))
                .limit(count(window))
                .mapToObj(micro -> Instant.EPOCH.plus(micro, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS))
                .toList();
    }

    private int firstAfter(Instant instant) {
        long bound = micros(instant);
        int low = 0;
        int high = micros.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long micros(Instant instant) {
        Duration since = Duration.between(Instant.EPOCH, instant);
        return since.toSeconds() * 1_000_000 + since.toNanosPart() / 1_000;
    }
}
