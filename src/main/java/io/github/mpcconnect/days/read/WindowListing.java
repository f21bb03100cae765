package io.github.mpcconnect.days.read;

import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.List;

/**
 * The calls that the API listed for a window.
 *
 * @param calls the calls in the order of sending; for an unproven window, the union of all lists
 * @param count the count that the API reported; -1 if it reported none
 * @param observedAt when the list was read, by the API's clock
 */
public record WindowListing(Window window, List<ListedCall> calls, int count, Outcome outcome, Instant observedAt) {

    public enum Outcome {
        /** The number of calls matches the count. */
        PROVEN,
        /** Three consecutive lists did not match their count. */
        UNPROVEN,
        /** The window has too many calls; none were listed. */
        TOO_MANY,
        /** The request was not answered while others were. */
        UNANSWERED
    }

    public boolean isProven() {
        return outcome == Outcome.PROVEN;
    }

    /** Whether the calls of the window were listed, proven or not. */
    public boolean isListed() {
        return outcome == Outcome.PROVEN || outcome == Outcome.UNPROVEN;
    }
}
