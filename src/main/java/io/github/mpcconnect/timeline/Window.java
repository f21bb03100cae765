package io.github.mpcconnect.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of end times (after, upTo] that one query covers: in whole seconds, never empty and never longer than
 * {@link #MAX_LENGTH}. Adjacent windows neither overlap nor leave out an instant.
 */
public record Window(Instant after, Instant upTo) {

    /** The API rejects queries over more than 30 days. */
    public static final Duration MAX_LENGTH = Duration.ofDays(30);

    /** Bounds are whole seconds. */
    public static final Duration MIN_LENGTH = Duration.ofSeconds(1);

    public Window {
        if (!after.equals(after.truncatedTo(ChronoUnit.SECONDS))
                || !upTo.equals(upTo.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("The bounds of a window are whole seconds: " + after + ", " + upTo);
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

    /** Whether the window cannot be divided any further. */
    public boolean isOneSecond() {
        return length().equals(MIN_LENGTH);
    }

    @Override
    public String toString() {
        return "(" + after + ", " + upTo + "]";
    }
}
