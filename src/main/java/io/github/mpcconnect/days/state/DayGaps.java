package io.github.mpcconnect.days.state;

import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gaps of one day.
 *
 * <ul>
 *   <li>(A) A stretch is removed from {@code unread} only when the batch with its calls is sent.
 *   <li>(B) No stretch is read twice at the same time: {@code inProgress} contains those being read.
 *   <li>(C) A stretch that failed waits for its own retry; one that was never tried is due immediately.
 * </ul>
 */
public final class DayGaps {

    /** A past day with more deferred calls takes no further window. */
    public static final int MAX_DEFERRED = 100;

    /**
     * A call that waits for its participants and was sent in no batch yet.
     *
     * @param upTo the end of the window that listed the call
     * @param since when it was deferred, by the API's clock
     * @param tries the number of its own attempts
     */
    public record Deferred(PendingCall call, String mpcUuid, Instant upTo, Instant since, Retry retry, int tries) {

        /**
         * Returns the call after a failed attempt. The next attempt is due no later than the end of the wait, unless
         * that has passed.
         */
        public Deferred failed(Instant now, Instant endOfWait) {
            Retry next = retry.failed(now);
            boolean tooLate = endOfWait.isAfter(now) && next.notBefore().isAfter(endOfWait);
            Retry bounded = tooLate ? new Retry(endOfWait, next.pause()) : next;
            return new Deferred(call, mpcUuid, upTo, since, bounded, tries + 1);
        }
    }

    private Stretches unread = new Stretches();
    private Stretches inProgress = new Stretches();
    private Stretches unproven = new Stretches();
    private final Map<Window, Retry> failed = new HashMap<>();
    private final Map<Long, Deferred> deferred = new LinkedHashMap<>();

    /** Null if it has to be computed again. */
    private Optional<Window> untried;

    void restore(Gaps stored, Instant now) {
        untried = null;
        stored.unread().forEach(unread::add);
        stored.unproven().forEach(unproven::add);
        for (Gaps.Deferred call : stored.deferred()) {
            long key = IdHash.of(call.mpcUuid());
            PendingCall pending = new PendingCall(key);
            deferred.put(key, new Deferred(pending, call.mpcUuid(), call.upTo(), call.since(), Retry.at(now), 0));
        }
    }

    /** Adds an unread stretch. */
    public void unread(Window stretch) {
        untried = null;
        unread.add(stretch);
    }

    /** Marks a part of an unread stretch as listed. It stays unread until its batch is sent. */
    void reading(Window part) {
        untried = null;
        inProgress.add(part);
        failed.keySet().removeIf(part::equals);
    }

    /** Removes a part whose batch was sent. */
    void read(Window part) {
        untried = null;
        inProgress.subtract(part);
        unread.subtract(part);
    }

    /**
     * Records that an unread stretch was not answered. It is retried immediately, in halves; if it begins where another
     * failed stretch ends, the two are joined and wait together.
     */
    public void failed(Window stretch, Instant now) {
        untried = null;
        Window left = failed.keySet().stream()
                .filter(each -> each.upTo().equals(stretch.after()))
                .findFirst()
                .orElse(null);
        if (left == null) {
            failed.putIfAbsent(stretch, Retry.at(now));
        } else {
            failed.put(new Window(left.after(), stretch.upTo()), failed.remove(left));
        }
    }

    /** Records that an unread stretch failed and cannot be divided further: it waits for its next retry. */
    public void failedAlone(Window stretch, Retry before, Instant now) {
        untried = null;
        failed.put(stretch, before.failed(now));
    }

    /** The retry of a failed stretch. */
    public Retry retry(Window stretch) {
        return failed.get(stretch);
    }

    /** Forgets the failure of a stretch. Its parts that are still unread count as untried. */
    public void forgetFailure(Window stretch) {
        untried = null;
        failed.remove(stretch);
    }

    /** The first unread stretch that has not failed and is not being read. */
    public Optional<Window> untried() {
        if (untried == null) {
            Stretches rest = unread.copy();
            inProgress.asList().forEach(rest::subtract);
            failed.keySet().forEach(rest::subtract);
            untried = rest.isEmpty() ? Optional.empty() : Optional.of(rest.first());
        }
        return untried;
    }

    /** The failed stretches that are due, in chronological order. */
    public List<Window> due(Instant now) {
        Instant next = nextStretch();
        if (next == null || now.isBefore(next)) {
            return List.of();
        }
        return failed.entrySet().stream()
                .filter(entry -> entry.getValue().isDue(now))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Window::after))
                .toList();
    }

    private Instant nextStretch() {
        return failed.values().stream()
                .map(Retry::notBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    public void defer(Deferred call) {
        deferred.put(call.call().key(), call);
    }

    public Deferred deferred(long key) {
        return deferred.get(key);
    }

    void removeDeferred(long key) {
        deferred.remove(key);
    }

    public List<Deferred> deferred() {
        return List.copyOf(deferred.values());
    }

    /** Whether a deferred call has been listed in this run. The day need not wait for calls that no list contains. */
    public boolean hasShownDeferred() {
        return deferred.values().stream().anyMatch(call -> call.call().listed() != null);
    }

    public boolean isFull() {
        return deferred.size() > MAX_DEFERRED;
    }

    public Stretches unread() {
        return unread;
    }

    public Stretches unproven() {
        return unproven;
    }

    public Stretches unreadOrUnproven() {
        Stretches parts = unread.copy();
        unproven.asList().forEach(parts::add);
        return parts;
    }

    /** Whether an unread stretch was attempted without success. */
    public boolean hasFailed() {
        return !failed.isEmpty();
    }

    public boolean isEmpty() {
        return unread.isEmpty() && unproven.isEmpty() && deferred.isEmpty();
    }

    /** The earliest time from which calls may be missing; null if none are. */
    public Instant firstMissing() {
        Instant first = unread.isEmpty() ? null : unread.first().after();
        for (Deferred call : deferred.values()) {
            Instant end = call.call().listed() == null || call.call().listed().endTime() == null
                    ? call.upTo().truncatedTo(ChronoUnit.DAYS)
                    : call.call().listed().endTime();
            first = first == null || end.isBefore(first) ? end : first;
        }
        return first;
    }

    /** When the earliest retry is due; null if there is none. */
    public Instant nextRetry() {
        Instant next = nextStretch();
        for (Deferred call : deferred.values()) {
            Instant at = call.retry().notBefore();
            next = next == null || at.isBefore(next) ? at : next;
        }
        return next;
    }

    void clear() {
        untried = null;
        unread = new Stretches();
        inProgress = new Stretches();
        unproven = new Stretches();
        failed.clear();
        deferred.clear();
    }

    public Gaps text() {
        List<Gaps.Deferred> calls = deferred.values().stream()
                .map(call -> new Gaps.Deferred(
                        call.upTo(), call.mpcUuid(), call.since().truncatedTo(ChronoUnit.MINUTES)))
                .toList();
        return new Gaps(unread.asList(), unproven.asList(), calls);
    }
}
