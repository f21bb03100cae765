package io.github.mpcconnect.days.state;

import java.time.Duration;
import java.time.Instant;

/**
 * When a gap is retried: immediately, then after waits that double from one minute to one hour.
 *
 * @param notBefore the earliest time of the next attempt, by the API's clock
 * @param pause the wait after the next failure
 */
public record Retry(Instant notBefore, Duration pause) {

    private static final Duration MIN_WAIT = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);

    static Retry at(Instant first) {
        return new Retry(first, MIN_WAIT);
    }

    Retry failed(Instant now) {
        Duration doubled = pause.multipliedBy(2);
        return new Retry(now.plus(pause), doubled.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : doubled);
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(notBefore);
    }
}
