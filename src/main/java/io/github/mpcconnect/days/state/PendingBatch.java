package io.github.mpcconnect.days.state;

import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;

import java.util.List;

/**
 * Calls that will leave together, once each has its participants or is deferred.
 *
 * @param window what it was listed by; null for a call that leaves alone
 * @param calls in the order in which they are sent
 * @param proven whether the window was proven; false for one that was not read at all
 * @param count the API's count of a window that is read for the first time; -1 otherwise
 */
public record PendingBatch(Kind kind, Work work, Window window, List<PendingCall> calls, boolean proven, int count) {

    public enum Kind {
        /** The next window of the day: leaves after those before it, and moves the day's end time. */
        WINDOW,
        /** As WINDOW, but nothing was read of it: it becomes an unread gap. */
        SKIPPED,
        /** A part of an unread gap. */
        STRETCH,
        /** What a listing found: late and changed calls. */
        FOUND,
        /** A deferred call. */
        DEFERRED
    }

    boolean isReady() {
        for (PendingCall call : calls) {
            if (!call.isSettled()) {
                return false;
            }
        }
        return true;
    }
}
