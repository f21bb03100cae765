package io.github.mpcconnect.days;

import io.github.mpcconnect.days.read.ParticipantsReader;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.send.Closing;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.CallParticipants.Outcome;
import io.github.mpcconnect.days.state.DayGaps;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Retries unread stretches, split into halves while one of them is answered, and the participants of deferred calls. A
 * limited number of each is retried at a time, newest day first.
 */
final class GapRetries {

    private static final int MAX_CALLS_AT_A_TIME = 8;
    private static final int MAX_STRETCHES_AT_A_TIME = 4;
    private static final int MIN_ATTEMPTS_BEFORE_EARLY = 3;

    private final Reading reading;
    private final Books books;
    private final DayReader reader;
    private final WindowLister lister;
    private final ParticipantsReader participants;
    private final Sender sender;
    private final Closing closing;
    private final Set<Long> calls = new HashSet<>();
    private final Set<Window> stretches = new HashSet<>();

    GapRetries(
            Reading reading,
            Books books,
            DayReader reader,
            WindowLister lister,
            ParticipantsReader participants,
            Sender sender,
            Closing closing) {
        this.reading = reading;
        this.books = books;
        this.reader = reader;
        this.lister = lister;
        this.participants = participants;
        this.sender = sender;
        this.closing = closing;
    }

    /** Starts the retries that are due. Returns when the next one is due, by the API's clock. */
    Instant step(Instant now) {
        Instant next = Instant.MAX;
        for (DayState day : books.newestFirst()) {
            for (Window due : day.gaps().due(now)) {
                if (stretches.size() < MAX_STRETCHES_AT_A_TIME && !stretches.contains(due)) {
                    retry(day, due);
                }
            }
            retryCalls(day, now);
            Instant retry = day.gaps().nextRetry();
            if (retry != null && retry.isAfter(now) && retry.isBefore(next)) {
                next = retry;
            }
        }
        return next;
    }

    // Unread stretches

    private void retry(DayState day, Window window) {
        if (!day.gaps().unread().covers(window)) {
            if (!day.readTo().isBefore(window.upTo()) && day.endTime().isBefore(window.upTo())) {
                return;
            }
            day.gaps().forgetFailure(window);
            return;
        }
        stretches.add(window);
        new StretchRetry(reading, reader, lister, day, window, () -> stretches.remove(window)).start();
    }

    // Deferred calls

    private void retryCalls(DayState day, Instant now) {
        List<DayGaps.Deferred> waiting = day.gaps().deferred();
        for (DayGaps.Deferred call : waiting) {
            boolean free = calls.size() < MAX_CALLS_AT_A_TIME
                    && !calls.contains(call.call().key());
            if (free && call.call().listed() != null && call.retry().isDue(now)) {
                retry(day, call);
            }
        }
        if (waiting.size() > DayGaps.MAX_DEFERRED && now.isBefore(day.day().end())) {
            waiting.stream()
                    .filter(call -> call.tries() >= MIN_ATTEMPTS_BEFORE_EARLY)
                    .findFirst()
                    .ifPresent(call -> send(day, call, call.call().participants()));
        }
    }

    private void retry(DayState day, DayGaps.Deferred call) {
        long key = call.call().key();
        calls.add(key);
        reading.onResult(participants.read(call.mpcUuid(), Work.GAPS, () -> Patience.ONE_TRY), read -> {
            calls.remove(key);
            DayGaps.Deferred current =
                    day.status().isFinal() ? null : day.gaps().deferred(key);
            if (current == null || current.call() != call.call()) {
                return;
            }
            Instant now = reading.now().get();
            Instant end = call.since().plus(reading.settings().ended().participantsWait());
            boolean waited = !now.isBefore(end) && isRealAttempt(day, read, now);
            if (read.isComplete() || waited) {
                send(day, current, read);
            } else {
                call.call().complete(read);
                day.gaps().defer(current.failed(now, end));
            }
        });
    }

    /** An attempt does not count during an outage of participants, unless the day can wait no longer. */
    private boolean isRealAttempt(DayState day, CallParticipants read, Instant now) {
        boolean isOut = reading.requests().isOut(Resource.PARTICIPANTS);
        boolean due = day.day().isOver(closing.auditDays(), now)
                && !reading.requests().isOut(Resource.CALLS);
        return read.outcome() == Outcome.MISMATCH || !isOut || due;
    }

    private void send(DayState day, DayGaps.Deferred deferred, CallParticipants read) {
        PendingCall call = deferred.call();
        call.requeue();
        call.complete(read == null ? new CallParticipants(Outcome.UNANSWERED, List.of(), List.of(), 0) : read);
        PendingBatch batch = new PendingBatch(PendingBatch.Kind.DEFERRED, Work.GAPS, null, List.of(call), true, -1);
        day.addOther(batch);
        sender.release(day);
    }
}
