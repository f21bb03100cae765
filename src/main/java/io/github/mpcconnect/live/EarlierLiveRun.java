package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;

import java.time.Duration;
import java.time.Instant;

/**
 * Finds calls whose rows an earlier run may have left in the live tables although its stored offset does not list them:
 * calls that were created before the first complete poll of this run and ended around the time of that offset.
 */
final class EarlierLiveRun {

    /**
     * A call is followed for at most 24 hours; one more hour allows for clocks and for offsets that were not stored.
     */
    private static final Duration REACH = Duration.ofHours(25);

    private final Instant seenAt;
    private Instant firstPoll = Instant.MAX;

    /** @param seenAt the time of the stored offset; null if none is stored */
    EarlierLiveRun(Instant seenAt) {
        this.seenAt = seenAt;
    }

    /** Records a complete poll of this run that began at this time. Only the first one counts. */
    void polled(Instant startedAt) {
        if (firstPoll.equals(Instant.MAX)) {
            firstPoll = startedAt;
        }
    }

    /** @param call null if malformed; its times are then unknown */
    boolean mayHaveShown(MultiPartyCall call) {
        return seenAt != null
                && call != null
                && call.endTime() != null
                && (call.creationTime() == null || call.creationTime().isBefore(firstPoll))
                && Duration.between(seenAt, call.endTime()).abs().compareTo(REACH) <= 0;
    }
}
