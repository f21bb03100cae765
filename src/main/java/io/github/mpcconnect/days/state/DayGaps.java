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
 *   <li>(A) A stretch leaves {@code unread} only with the batch that holds its calls.
 *   <li>(B) No stretch is read twice at a time: what is being read is {@code inProgress}.
 *   <li>(C) What failed alone waits for its own retry; what was never tried is due at once.
 * </ul>
 */
public final class DayGaps {

    /** More deferred calls than this hold up their own past day. */
    public static final int MAX_DEFERRED = 100;

    /**
     * A call that left no batch yet.
     *
     * @param upTo the end of the window that listed it
     * @param since when it was deferred, by the API's clock
     * @param tries how many tries of its own it had
     */
    public record Deferred(PendingCall call, String mpcUuid, Instant upTo, Instant since, Retry retry, int tries) {

        /** The next try comes no later than the end of the wait, unless that is over. */
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

    /** Null where it has to be computed again. */
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

    /** Nothing was sent of this stretch. */
    public void unread(Window stretch) {
        untried = null;
        unread.add(stretch);
    }

    /** A part of an unread stretch was listed: it is read once its batch has left. */
    void reading(Window part) {
        untried = null;
        inProgress.add(part);
        failed.keySet().removeIf(part::equals);
    }

    /** The batch with a part's calls has left. */
    void read(Window part) {
        untried = null;
        inProgress.subtract(part);
        unread.subtract(part);
    }

    /**
     * An unread stretch was not answered: it is tried again at once, by halves. One that begins where another failed
     * stretch ends is joined to it and waits with it.
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

    /** An unread stretch failed by itself, and so did both halves, or it is a single second: it waits. */
    public void failedAlone(Window stretch, Retry before, Instant now) {
        untried = null;
        failed.put(stretch, before.failed(now));
    }

    /** The retry of a stretch that failed. */
    public Retry retry(Window stretch) {
        return failed.get(stretch);
    }

    /** A stretch that failed no longer counts as one: what of it is still unread is untried. */
    public void forgive(Window stretch) {
        untried = null;
        failed.remove(stretch);
    }

    /** The first unread stretch that was never tried, or is due after it was cut. */
    public Optional<Window> untried() {
        if (untried == null) {
            Stretches rest = unread.copy();
            inProgress.asList().forEach(rest::subtract);
            failed.keySet().forEach(rest::subtract);
            untried = rest.isEmpty() ? Optional.empty() : Optional.of(rest.first());
        }
        return untried;
    }

    /** The stretches that failed and are due, in the order of time. */
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

    void undefer(long key) {
        deferred.remove(key);
    }

    public List<Deferred> deferred() {
        return List.copyOf(deferred.values());
    }

    /** Whether a call waits that a list has shown; one that no list shows is no reason to wait for it. */
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

    public boolean isEmpty() {
        return unread.isEmpty() && unproven.isEmpty() && deferred.isEmpty();
    }

    boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** The earliest instant from which on something is missing; null where nothing is. */
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

    /** When the earliest retry is due; null where none waits. */
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
