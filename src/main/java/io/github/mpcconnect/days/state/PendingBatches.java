package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The batches of one day that were listed and have not been sent. Windows are sent in chronological order, other
 * batches as soon as they are complete.
 */
public final class PendingBatches {

    private final Map<Long, PendingCall> calls = new HashMap<>();
    private final Deque<PendingBatch> windows = new ArrayDeque<>();
    private final List<PendingBatch> others = new ArrayList<>();

    /** Adds the next window of the day. */
    void add(PendingBatch window) {
        windows.add(window);
        window.calls().forEach(this::add);
    }

    void addOther(PendingBatch batch) {
        others.add(batch);
        batch.calls().forEach(this::add);
    }

    /** Adds a call of a batch, or a deferred one. */
    void add(PendingCall call) {
        calls.put(call.key(), call);
    }

    /** Null where it is not pending. */
    public PendingCall call(long key) {
        return calls.get(key);
    }

    /** All calls that were listed and have not left, deferred ones included. */
    public Collection<PendingCall> calls() {
        return calls.values();
    }

    /** Removes a call that was sent or will not be sent. */
    void remove(long key) {
        calls.remove(key);
    }

    /** Removes and returns the next batch that can be sent; null if there is none. */
    public PendingBatch nextReady() {
        if (!windows.isEmpty() && windows.peek().isReady()) {
            return windows.remove();
        }
        for (Iterator<PendingBatch> each = others.iterator(); each.hasNext(); ) {
            PendingBatch batch = each.next();
            if (batch.isReady()) {
                each.remove();
                return batch;
            }
        }
        return null;
    }

    /** Whether no batch is waiting. Deferred calls are in no batch. */
    public boolean isEmpty() {
        return windows.isEmpty() && others.isEmpty();
    }

    /** Whether calls that a listing found in this stretch are waiting. */
    boolean isFoundIn(Window stretch) {
        return others.stream()
                .filter(batch -> batch.kind() == PendingBatch.Kind.FOUND)
                .anyMatch(batch -> Stretches.of(List.of(batch.window())).intersects(stretch));
    }
}
