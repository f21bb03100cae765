package io.github.mpcconnect.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of end times (after, upTo] that one search covers: whole seconds, never empty, never longer than the API
 * searches ({@link #MAX_LENGTH}). Windows that share a bound tile time: no instant lies in both, none in neither.
 */
public record Window(Instant after, Instant upTo) {

    /** The API refuses a search over more than 30 days. */
    public static final Duration MAX_LENGTH = Duration.ofDays(30);

    /** Windows are cut at whole seconds, so this is the shortest. */
    public static final Duration MIN_LENGTH = Duration.ofSeconds(1);

    public Window {
        if (!after.equals(after.truncatedTo(ChronoUnit.SECONDS))
                || !upTo.equals(upTo.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("A window has whole seconds for bounds: " + after + ", " + upTo);
        }
        Duration length = Duration.between(after, upTo);
        if (length.compareTo(MIN_LENGTH) < 0 || length.compareTo(MAX_LENGTH) > 0) {
            throw new IllegalArgumentException("A window is 1 second to 30 days long: " + after + ", " + upTo);
        }
    }

    public Duration length() {
        return Duration.between(after, upTo);
    }

    public long seconds() {
        return length().toSeconds();
    }

    /** True where it cannot be cut any further. */
    public boolean isOneSecond() {
        return length().equals(MIN_LENGTH);
    }

    @Override
    public String toString() {
        return "(" + after + ", " + upTo + "]";
    }
}
