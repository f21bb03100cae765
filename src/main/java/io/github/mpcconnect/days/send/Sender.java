package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.Item;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.days.read.ParticipantsReader;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way out: completes calls with their participants, and passes batches that are complete to the queue, each with
 * the offset of its day at that moment. A call whose participants cannot be read holds up nothing: its batch leaves
 * without it.
 */
public final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Reading reading;
    private final Books books;
    private final ParticipantsReader participants;
    private final SeenParticipants live;
    private final BatchQueue queue;
    private final TaskMemory memory;
    private final Closing closing;
    private final SentCalls sentCalls;

    public Sender(
            Reading reading,
            Books books,
            ParticipantsReader participants,
            SeenParticipants live,
            BatchQueue queue,
            TaskMemory memory,
            Closing closing) {
        this.reading = reading;
        this.books = books;
        this.participants = participants;
        this.live = live;
        this.queue = queue;
        this.memory = memory;
        this.closing = closing;
        this.sentCalls = new SentCalls(reading.account().name(), reading.metrics());
    }

    /** Reads the participants of a batch that the day already holds; it leaves when all is there. */
    public void send(DayState day, PendingBatch batch) {
        if (day.status().isFinal()) {
            return;
        }
        for (PendingCall call : List.copyOf(batch.calls())) {
            if (call.participants() != null) {
                continue;
            }
            memory.hold(batch.work(), call);
            String id = call.listed().id();
            if (id == null || !reading.settings().records().withParticipants()) {
                call.complete(CallParticipants.NOT_REQUESTED);
            } else {
                reading.then(
                        participants.read(id, batch.work(), () -> patience(day)),
                        read -> completed(day, batch, call, read));
            }
        }
        release(day);
    }

    /** From {@code audit.days} on a day does not wait for a resource that is out of order as a whole. */
    private Patience patience(DayState day) {
        boolean due = day.isOlderThan(closing.auditDays(), reading.now().get());
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
            memory.hold(call, read.participants());
        } else {
            memory.release(call);
        }
        release(day);
    }

    /** A correction is not deferred: it stays a difference, until it has waited long enough. */
    private void correctionIncomplete(DayState day, PendingCall call, CallParticipants read) {
        Instant now = reading.now().get();
        Instant since = day.audit().differentSince(call.key(), now);
        if (now.isBefore(since.plus(reading.settings().ended().participantsWait()))) {
            day.owes(call);
        } else {
            call.complete(read);
        }
    }

    /** Passes all of a day that is complete to the queue, and closes the day where nothing is left to do. */
    public void release(DayState day) {
        if (day.status().isFinal()) {
            return;
        }
        Instant now = reading.now().get();
        for (PendingBatch batch = day.nextReady(); batch != null; batch = day.nextReady()) {
            List<PendingCall> leaving = day.leave(batch, now);
            boolean done = isDone(day, now);
            batch.calls().stream()
                    .filter(call -> call.state() != PendingCall.State.QUEUED)
                    .forEach(memory::release);
            put(day, batch.work(), leaving, now);
            leaving.forEach(this::left);
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

    /** The day is final: its row says so, and its state is no longer needed. */
    public void end(DayState day, DayStatus status) {
        day.close(status);
        put(day, Work.AUDIT, List.of(), reading.now().get());
        ended(day);
    }

    private void ended(DayState day) {
        closing.ended(day);
        books.putFinal(day.day(), day.status());
    }

    /** Writes a day's row, where its offset is not what was written last, or always. */
    public void row(DayState day, boolean always) {
        DayOffset offset = day.offset();
        if (always || !sameBooks(offset, day.stored())) {
            Instant now = reading.now().get();
            batch(day, Work.AUDIT, List.of(new DayRow(offset, now)), offset, List.of());
        }
    }

    private static boolean sameBooks(DayOffset a, DayOffset b) {
        return b != null
                && a.endTime().equals(b.endTime())
                && a.status() == b.status()
                && a.calls() == b.calls()
                && a.gaps().equals(b.gaps())
                && a.vanished().equals(b.vanished())
                && a.vanishedCount() == b.vanishedCount()
                && a.sketched() == b.sketched()
                && (a.sketch() == null) == (b.sketch() == null)
                && a.check() == b.check();
    }

    private List<Item> items(DayState day, List<PendingCall> leaving) {
        List<Item> items = new ArrayList<>();
        for (PendingCall call : leaving) {
            List<Malformed> malformed = call.participants().malformed();
            malformed.forEach(each -> items.add(new MalformedObject(each, call.observedAt())));
            EndedCall record =
                    FinalRecord.of(call, day.day(), live, day.departed().seenLive(call.key()));
            day.departed()
                    .seenLive(
                            call.key(),
                            record.seen().stream().map(Participant::memberId).collect(Collectors.toSet()));
            items.add(record);
            sentCalls.sent(record, malformed.size() + (call.listed().isCounted() ? 0 : 1));
        }
        return items;
    }

    private void put(DayState day, Work work, List<PendingCall> leaving, Instant now) {
        DayOffset offset = day.offset();
        List<Item> all = items(day, leaving);
        if (day.isReadToItsEnd() || day.status().isFinal()) {
            all.add(new DayRow(offset, now));
        }
        if (!all.isEmpty()) {
            batch(day, work, all, offset, leaving);
        }
    }

    private void batch(DayState day, Work work, List<Item> items, DayOffset offset, List<PendingCall> leaving) {
        Batch batch = new Batch(reading.account(), work, day.stored(), offset, List.copyOf(items));
        memory.leave(leaving, batch);
        queue.put(batch);
        day.stored(offset);
    }

    /** Its rows in the live tables are over. */
    private void left(PendingCall call) {
        ListedCall listed = call.listed();
        if (listed.id() != null) {
            live.sent(listed.id(), listed.call(), call.participants().participants());
        }
    }
}
