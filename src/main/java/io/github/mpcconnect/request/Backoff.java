package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with jitter: the wait doubles with each consecutive failure up to the maximum, and up to half of
 * it is subtracted at random so that clients that failed together do not retry together.
 *
 * @param first the wait after the first failure, before jitter
 * @param max the maximum wait, before jitter
 * @param random returns numbers in [0, 1)
 */
public record Backoff(Duration first, Duration max, DoubleSupplier random) {

    private static final int MAX_DOUBLINGS = 30;
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    /** The longer of the back-off and the wait that the API asked for ({@code Retry-After}), at most five minutes. */
    Duration after(int failures, Optional<Duration> asked) {
        Duration own = after(failures);
        Duration longer = asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
        return longer.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : longer;
    }

    /** @param failures the number of consecutive failures, at least 1 */
    public Duration after(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, MAX_DOUBLINGS));
        double millis = Math.min(doubled, max.toMillis()) * (1 - random.getAsDouble() / 2);
        return Duration.ofMillis((long) millis);
    }
}
