package io.github.mpcconnect.days.state;

import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;

import java.util.List;

/**
 * Calls that are sent together, once each has its participants or is deferred.
 *
 * @param window the window in which the calls were listed; null for a deferred call, which is sent alone
 * @param calls in the order of sending
 * @param proven whether the window was proven; false if it was not read
 * @param count the API's count for a window that is read for the first time; otherwise -1
 */
public record PendingBatch(Kind kind, Work work, Window window, List<PendingCall> calls, boolean proven, int count) {

    public enum Kind {
        /** The next window of the day: sent after the windows before it, and moves the end time of the day. */
        WINDOW,
        /** Like {@link #WINDOW}, but it was not read: it becomes an unread gap. */
        SKIPPED,
        /** A part of an unread gap. */
        STRETCH,
        /** Late and changed calls found by a listing. */
        FOUND,
        /** A single deferred call. */
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
