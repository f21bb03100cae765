package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.request.Work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Creates the batches of ended calls: their records, the row of their day, and the day's offset at that moment. A batch
 * goes into the queue to {@code poll()} at once and never changes.
 */
public final class Outbox {

    private final Reading reading;
    private final SeenParticipants live;
    private final BatchQueue queue;
    private final TaskMemory memory;
    private final SentCallMetrics sentCalls;

    public Outbox(Reading reading, SeenParticipants live, BatchQueue queue, TaskMemory memory) {
        this.reading = reading;
        this.live = live;
        this.queue = queue;
        this.memory = memory;
        this.sentCalls = new SentCallMetrics(reading.account().name(), reading.metrics());
    }

    /** Sends the day's row if its offset has changed, or always. */
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

    private List<BatchItem> items(DayState day, List<PendingCall> sent) {
        List<BatchItem> items = new ArrayList<>();
        for (PendingCall call : sent) {
            List<Malformed> malformed = call.participants().malformed();
            malformed.forEach(each -> items.add(new MalformedObject(each, call.observedAt())));
            EndedCall record =
                    FinalRecord.of(call, day.day(), live, day.sentCalls().seenLive(call.key()));
            day.sentCalls()
                    .seenLive(
                            call.key(),
                            record.seen().stream().map(Participant::memberId).collect(Collectors.toSet()));
            items.add(record);
            sentCalls.sent(record, malformed.size() + (call.listed().isCounted() ? 0 : 1));
        }
        return items;
    }

    /** Sends calls, and the row of their day if that was read to its end. Without either, sends nothing. */
    void put(DayState day, Work work, List<PendingCall> sent, Instant now) {
        DayOffset offset = day.offset();
        List<BatchItem> all = items(day, sent);
        if (day.isReadToItsEnd() || day.status().isFinal()) {
            all.add(new DayRow(offset, now));
        }
        if (!all.isEmpty()) {
            batch(day, work, all, offset, sent);
        }
        sent.forEach(this::endLiveRows);
    }

    private void batch(DayState day, Work work, List<BatchItem> items, DayOffset offset, List<PendingCall> sent) {
        Batch batch = new Batch(reading.account(), work, day.stored(), offset, List.copyOf(items));
        memory.leave(sent, batch);
        queue.put(batch);
        day.stored(offset);
    }

    private void endLiveRows(PendingCall call) {
        ListedCall listed = call.listed();
        if (listed.id() != null) {
            live.sent(listed.id(), listed.call(), call.participants().participants());
        }
    }
}
