package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.List;

/**
 * The gaps of a day, as its offset names them, each list in the order of time.
 *
 * @param unread stretches of which nothing was sent
 * @param unproven stretches that were sent as listed, but not proven
 * @param deferred calls that wait for their participants
 */
public record Gaps(List<Window> unread, List<Window> unproven, List<Deferred> deferred) {

    public static final Gaps NONE = new Gaps(List.of(), List.of(), List.of());

    /**
     * @param upTo the end of the window that listed the call
     * @param since when it was deferred, in whole minutes
     */
    public record Deferred(Instant upTo, String mpcUuid, Instant since) {}

    public boolean isEmpty() {
        return unread.isEmpty() && unproven.isEmpty() && deferred.isEmpty();
    }

    public int size() {
        return unread.size() + unproven.size() + deferred.size();
    }
}
