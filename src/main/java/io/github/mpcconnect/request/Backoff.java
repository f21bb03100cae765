package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many failures in a row: doubling from the first to the maximum, less up to half of it by
 * chance, so that many clients that failed together do not come back together.
 *
 * @param random numbers in [0, 1)
 */
public record Backoff(Duration first, Duration max, DoubleSupplier random) {

    private static final int MAX_DOUBLINGS = 30;
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    /** The longer of the back-off and of what the API asked to wait, but five minutes at most. */
    Duration after(int failures, Optional<Duration> asked) {
        Duration own = after(failures);
        Duration longer = asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
        return longer.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : longer;
    }

    /** @param failures 1 or more */
    public Duration after(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, MAX_DOUBLINGS));
        double millis = Math.min(doubled, max.toMillis()) * (1 - random.getAsDouble() / 2);
        return Duration.ofMillis((long) millis);
    }
}
