package io.github.mpcconnect.days.send;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.read.ParticipantsReader;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;

/**
 * Completes calls with their participants and sends complete batches. A call whose participants cannot be read does not
 * delay its batch: it is sent later.
 */
public final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Reading reading;
    private final Books books;
    private final ParticipantsReader participants;
    private final Outbox outbox;
    private final TaskMemory memory;
    private final Closing closing;

    public Sender(
            Reading reading,
            Books books,
            ParticipantsReader participants,
            Outbox outbox,
            TaskMemory memory,
            Closing closing) {
        this.reading = reading;
        this.books = books;
        this.participants = participants;
        this.outbox = outbox;
        this.memory = memory;
        this.closing = closing;
    }

    /** Reads the participants of a batch that the day already holds. The batch is sent once it is complete. */
    public void send(DayState day, PendingBatch batch) {
        if (day.status().isFinal()) {
            return;
        }
        for (PendingCall call : List.copyOf(batch.calls())) {
            if (call.participants() != null) {
                continue;
            }
            memory.reserve(batch.work(), call);
            String id = call.listed().id();
            if (id == null || !reading.settings().records().withParticipants()) {
                call.complete(CallParticipants.NOT_REQUESTED);
            } else {
                reading.onResult(
                        participants.read(id, batch.work(), () -> patience(day)),
                        read -> completed(day, batch, call, read));
            }
        }
        release(day);
    }

    /** After {@code audit.days} a day no longer waits for a resource with an outage. */
    private Patience patience(DayState day) {
        boolean due = day.day().isOver(closing.auditDays(), reading.now().get());
        return due ? Patience.WHILE_LISTS_ANSWER : Patience.WHILE_OTHERS_ANSWER;
    }

    private void completed(DayState day, PendingBatch batch, PendingCall call, CallParticipants read) {
        if (call.state() != PendingCall.State.QUEUED) {
            memory.release(call);
            return;
        }
        if (read.isComplete()) {
            call.complete(read);
        } else if (call.change() == Change.CORRECTION) {
            correctionIncomplete(day, call, read);
        } else {
            call.defer();
            LOG.debug(
                    "Account {}: call {} waits for its participants",
                    reading.account().name(),
                    call.listed().id());
        }
        if (call.state() == PendingCall.State.QUEUED) {
            memory.reserve(call, read.participants());
        } else {
            memory.release(call);
        }
        release(day);
    }

    /** A correction is not deferred. It stays a difference until {@code participants.wait.ms} is over. */
    private void correctionIncomplete(DayState day, PendingCall call, CallParticipants read) {
        Instant now = reading.now().get();
        Instant since = day.audit().differentSince(call.key(), now);
        if (now.isBefore(since.plus(reading.settings().ended().participantsWait()))) {
            day.postponeCorrection(call);
        } else {
            call.complete(read);
        }
    }

    /** Sends the complete batches of a day, and closes the day if nothing is left to do. */
    public void release(DayState day) {
        if (day.status().isFinal()) {
            return;
        }
        Instant now = reading.now().get();
        for (PendingBatch batch = day.pending().nextReady();
                batch != null;
                batch = day.pending().nextReady()) {
            List<PendingCall> sent = day.send(batch, now);
            boolean done = isDone(day, now);
            batch.calls().stream()
                    .filter(call -> call.state() != PendingCall.State.QUEUED)
                    .forEach(memory::release);
            outbox.put(day, batch.work(), sent, now);
            if (done) {
                ended(day);
                return;
            }
        }
        if (isDone(day, now)) {
            end(day, DayStatus.CLOSED);
        }
    }

    private boolean isDone(DayState day, Instant now) {
        day.update();
        boolean done = closing.isDone(day, now);
        if (done) {
            day.close(DayStatus.CLOSED);
        }
        return done;
    }

    /** The day is final. Its row says so, and its state is no longer needed. */
    public void end(DayState day, DayStatus status) {
        day.close(status);
        outbox.put(day, Work.AUDIT, List.of(), reading.now().get());
        ended(day);
    }

    private void ended(DayState day) {
        closing.dayEnded(day);
        books.putFinal(day.day(), day.status());
    }
}
