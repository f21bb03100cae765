package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;

import java.time.Duration;
import java.time.Instant;

/**
 * Which rows an earlier run may have left in the tables though its stored offset does not name them: those of calls
 * that were created before this run knew all live calls, and that ended around the time of that offset.
 */
final class EarlierRun {

    /** A call is followed for 24 hours at most; an hour for clocks and offsets that were not stored. */
    private static final Duration REACH = Duration.ofHours(25);

    private final Instant seenAt;
    private Instant firstPoll = Instant.MAX;

    /** @param seenAt the instant of the stored offset; null where nothing is stored */
    EarlierRun(Instant seenAt) {
        this.seenAt = seenAt;
    }

    /** A poll of this run that began at this instant was answered in full. */
    void polled(Instant begun) {
        if (firstPoll.equals(Instant.MAX)) {
            firstPoll = begun;
        }
    }

    /** @param call null where it was malformed: then nothing is known of its times */
    boolean mayHaveShown(MultiPartyCall call) {
        return seenAt != null
                && call != null
                && call.endTime() != null
                && (call.creationTime() == null || call.creationTime().isBefore(firstPoll))
                && Duration.between(seenAt, call.endTime()).abs().compareTo(REACH) <= 0;
    }
}
