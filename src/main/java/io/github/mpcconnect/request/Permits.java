package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An account's allowance and its shares: live calls use at most half of it, gaps a fifth, and audits a fifth while
 * history is waiting. Confined to the loop.
 */
final class Permits {

    /** An aborted request may already have left this machine, and the server may count it this much later. */
    private static final Duration STILL_COUNTED = Duration.ofSeconds(1);

    private final Limiter limiter;
    private final Loop loop;
    private final Map<Work, Share> shares;

    Permits(Limiter limiter, Duration period, Loop loop) {
        this.limiter = limiter;
        this.loop = loop;
        this.shares = Map.of(
                Work.LIVE, new Share(0.5, period),
                Work.GAPS, new Share(0.2, period),
                Work.AUDIT, new Share(0.2, period));
    }

    /** The time until a request can be sent; zero if one can be sent now. */
    Duration untilFree() {
        return limiter.untilFree(loop.nanos());
    }

    /** The time until that kind of work has a free share; zero if it has one now. */
    Duration untilFree(Work work, boolean historyWaits) {
        Share share = shares.get(work);
        boolean isBound = share != null && (work != Work.AUDIT || historyWaits);
        return isBound ? share.untilFree(loop.nanos(), limiter.allowance()) : Duration.ZERO;
    }

    /** The time until the first of several kinds of work has a free share. */
    Duration untilAnyFree(Predicate<Work> isWanted, boolean historyWaits) {
        return Arrays.stream(Work.values())
                .filter(isWanted)
                .map(work -> untilFree(work, historyWaits))
                .min(Comparator.naturalOrder())
                .orElse(SendScheduler.UNTIL_CHANGED);
    }

    void sent(Pending<?> request) {
        limiter.take(loop.nanos());
        if (isShared(request)) {
            shares.get(request.work()).sent();
        }
    }

    /** The attempt has ended. */
    void returned(Pending<?> request) {
        if (request.wasAborted()) {
            loop.schedule(STILL_COUNTED, () -> returnNow(request));
        } else {
            returnNow(request);
        }
    }

    private void returnNow(Pending<?> request) {
        limiter.answered(loop.nanos());
        if (isShared(request)) {
            shares.get(request.work()).answered(loop.nanos());
        }
    }

    private boolean isShared(Pending<?> request) {
        return !request.isProbe() && shares.containsKey(request.work());
    }

    /** The API rejected a request because of its rate: nothing is sent during the pause. */
    void refused(Duration pause) {
        limiter.refused(loop.nanos());
        limiter.pause(loop.nanos(), pause);
    }

    int allowance() {
        return limiter.allowance();
    }
}
