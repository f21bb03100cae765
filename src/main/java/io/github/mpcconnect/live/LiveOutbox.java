package io.github.mpcconnect.live;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.request.Loop;
import io.github.mpcconnect.request.Work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects changes of the live tables into batches. Each change is sent within {@link #MAX_DELAY}.
 *
 * <ul>
 *   <li>(A) Changes are sent in the order in which they were added.
 *   <li>(B) The offset of a batch contains the keys of all rows in the tables once the batch is written.
 * </ul>
 */
final class LiveOutbox {

    /** A batch with this many items is sent immediately. */
    static final int MAX_ITEMS = 1_000;

    static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private final LiveContext context;
    private final LiveTable table;
    private List<BatchItem> items = new ArrayList<>();
    private LiveOffset position;
    private Instant polledAt;
    private Loop.Timer timer;
    private boolean isClosed;

    /** @param stored the stored offset; null if none is stored */
    LiveOutbox(LiveContext context, LiveTable table, LiveOffset stored) {
        this.context = context;
        this.table = table;
        this.position = stored;
        this.polledAt = stored == null ? null : stored.seenAt();
    }

    /** The offset of the last batch. */
    LiveOffset position() {
        return position;
    }

    /** The changes added from now on belong to the poll that began at this time (by the API's clock). */
    void polled(Instant startedAt) {
        polledAt = startedAt;
    }

    /** Adds changes that the table already contains. All changes of one step must be added together. */
    void add(List<? extends BatchItem> changes) {
        if (changes.isEmpty()) {
            return;
        }
        items.addAll(changes);
        if (items.size() >= MAX_ITEMS) {
            flush();
        } else if (timer == null) {
            timer = context.loop().schedule(MAX_DELAY, this::flush);
        }
    }

    /** Like {@link #add}, but the changes are sent right after the current step of the loop. */
    void addUrgent(List<? extends BatchItem> changes) {
        add(changes);
        if (!changes.isEmpty()) {
            context.loop().execute(this::flush);
        }
    }

    /** Sends the added changes as a batch. */
    void flush() {
        cancelTimer();
        if (items.isEmpty() || isClosed) {
            return;
        }
        LiveOffset after = new LiveOffset(polledAt, table.keys());
        Batch batch = new Batch(context.account(), Work.LIVE, position, after, List.copyOf(items));
        context.metrics().add(Metric.LIVE_CHANGES, batch.items().size());
        position = after;
        items = new ArrayList<>();
        context.sink().batches().accept(batch);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Stops sending. The next run finds the changes that were not sent. */
    void close() {
        isClosed = true;
        cancelTimer();
    }
}
