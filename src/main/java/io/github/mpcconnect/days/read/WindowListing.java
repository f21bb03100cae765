package io.github.mpcconnect.days.read;

import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.List;

/**
 * What the API listed for a window.
 *
 * @param calls in the order in which they are sent; of an unproven window the union of what was listed
 * @param count the count that the API reported; -1 where it reported none
 * @param observedAt the API's clock when it was read
 */
public record WindowListing(Window window, List<ListedCall> calls, int count, Outcome outcome, Instant observedAt) {

    public enum Outcome {
        /** As many calls as the API counts. */
        PROVEN,
        /** Three lists in a row did not agree with their count. */
        UNPROVEN,
        /** More calls than a window may hold: none are shown. */
        TOO_MANY,
        /** No response, while other lists are answered. */
        UNANSWERED
    }

    public boolean isProven() {
        return outcome == Outcome.PROVEN;
    }

    /** Whether it shows the window's calls, proven or not. */
    public boolean isListed() {
        return outcome == Outcome.PROVEN || outcome == Outcome.UNPROVEN;
    }
}
