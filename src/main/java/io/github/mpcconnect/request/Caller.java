package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Makes requests of one account: each waits for the gate and for a permit, and is made again until it is answered. Only
 * failures that asking again cannot mend come out.
 */
public final class Caller {

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final Gate gate;
    private final Limiter limiter;
    private final Backoff backoff;
    private final Outage outage;
    private final AccountMetrics metrics;
    private final Time time;
    private final ReentrantLock turn = new ReentrantLock();

    public Caller(Gate gate, Limiter limiter, Backoff backoff, Outage outage, AccountMetrics metrics, Time time) {
        this.gate = gate;
        this.limiter = limiter;
        this.backoff = backoff;
        this.outage = outage;
        this.metrics = metrics;
        this.time = time;
    }

    /**
     * The answer to a request.
     *
     * @throws ApiException {@code NOT_FOUND}, for the caller to judge
     * @throws FatalException where asking again brings the same refusal
     * @throws InterruptedException when the work is to end
     */
    public <T> T call(Supplier<T> request) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            awaitPermit();
            ApiException failure;
            metrics.add(Metric.REQUESTS);
            try {
                T answer = request.get();
                outage.answered();
                return answer;
            } catch (ApiException e) {
                failure = e;
            } finally {
                limiter.answered(time.nanos());
                metrics.set(Metric.ALLOWANCE, limiter.allowance());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("A request was cut off");
            }
            waitOrGiveUp(failure, failures);
        }
    }

    /**
     * Waits, one thread after the other, until a request can be made: only then need it be decided which, so that the
     * most urgent one of that moment is.
     */
    public void awaitTurn() throws InterruptedException {
        boolean nobodyWaits = !turn.isLocked();
        if (nobodyWaits && untilFree().isZero()) {
            return;
        }
        turn.lockInterruptibly();
        try {
            gate.await();
            for (Duration wait = untilFree(); !wait.isZero(); wait = untilFree()) {
                time.sleep(wait);
            }
        } finally {
            turn.unlock();
        }
    }

    private Duration untilFree() {
        return limiter.untilFree(time.nanos());
    }

    /** The gate may have closed while a permit was waited for. */
    private void awaitPermit() throws InterruptedException {
        gate.await();
        for (Duration wait = limiter.take(time.nanos()); !wait.isZero(); wait = limiter.take(time.nanos())) {
            time.sleep(wait);
            gate.await();
        }
    }

    private void waitOrGiveUp(ApiException e, int failures) throws InterruptedException {
        outage.failed(e);
        metrics.add(Metric.REQUESTS_FAILED);
        Duration wait = e.retryAfter().orElseGet(() -> backoff.after(failures));
        Duration bounded = wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
        if (e.isRateLimit()) {
            limiter.refused(time.nanos());
            metrics.add(Metric.REQUESTS_REFUSED);
        }
        if (e.retryAfter().isPresent()) {
            limiter.pause(time.nanos(), bounded);
        } else {
            time.sleep(bounded);
        }
    }
}
