package io.github.mpcconnect.live;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.Item;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.request.Loop;
import io.github.mpcconnect.request.Work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects changes of the live tables into batches: whatever was added leaves within {@link #MAX_DELAY}.
 *
 * <ul>
 *   <li>(A) Changes leave in the order in which they were added.
 *   <li>(B) A batch's offset holds the keys of the rows that the tables show once the batch is written.
 * </ul>
 */
final class LiveOutbox {

    /** A batch that holds so many leaves at once. */
    static final int MAX_ITEMS = 1_000;

    static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private final LiveContext context;
    private final LiveTable table;
    private List<Item> items = new ArrayList<>();
    private LiveOffset position;
    private Instant polledAt;
    private Loop.Timer timer;
    private boolean isClosed;

    /** @param stored the offset that the tables stand at; null where nothing is stored */
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

    /** What is added from now on was read by the poll that began then. */
    void polled(Instant begun) {
        polledAt = begun;
    }

    /** Adds changes that the table already shows, all of one step together. */
    void add(List<? extends Item> changes) {
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

    /** As {@link #add}; the changes leave once the present step of the loop is done. */
    void addUrgent(List<? extends Item> changes) {
        add(changes);
        if (!changes.isEmpty()) {
            context.loop().execute(this::flush);
        }
    }

    /** Makes a batch of what was added. */
    void flush() {
        cancelTimer();
        if (items.isEmpty() || isClosed) {
            return;
        }
        LiveOffset after = new LiveOffset(polledAt, table.keys());
        Batch batch = new Batch(context.account(), Work.LIVE, position, after, List.copyOf(items));
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

    /** Nothing leaves any more; what has not left is found again by the next run. */
    void close() {
        isClosed = true;
        cancelTimer();
    }
}
