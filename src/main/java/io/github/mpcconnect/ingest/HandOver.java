package io.github.mpcconnect.ingest;

import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.Work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Where readers leave batches and the task's poll takes them: lanes in the order of work, and, within a kind of work,
 * accounts in turn. A reader's failure comes out at the next take. Safe for use by several threads.
 */
public final class HandOver {

    private final Gate gate;
    private final Map<Work, List<Lane>> lanes = new EnumMap<>(Work.class);
    private RuntimeException failure;
    private int turn;

    HandOver(Gate gate) {
        this.gate = gate;
    }

    /**
     * A lane for one account's work of one kind.
     *
     * @param taken is told each batch that leaves it
     * @param wake lets the account's reader look whether there is something to do
     */
    synchronized Lane newLane(Work work, int mostCalls, Consumer<Batch> taken, Runnable wake) {
        Lane lane = new Lane(this, work, mostCalls, taken, wake);
        lanes.computeIfAbsent(work, kind -> new ArrayList<>()).add(lane);
        return lane;
    }

    /**
     * The next batch, or null where none is there within the given time.
     *
     * @throws FatalException where reading failed for good
     */
    public synchronized Batch take(Duration most) throws InterruptedException {
        gate.polled();
        long end = System.nanoTime() + most.toNanos();
        Batch batch = takeNow();
        for (long left = end - System.nanoTime(); batch == null && left > 0; left = end - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
            batch = takeNow();
        }
        gate.polled();
        return batch;
    }

    private Batch takeNow() {
        if (failure != null) {
            throw failure;
        }
        turn++;
        for (List<Lane> order : lanes.values()) {
            for (int i = 0; i < order.size(); i++) {
                Batch batch = taken(order.get((turn + i) % order.size()));
                if (batch != null) {
                    return batch;
                }
            }
        }
        return null;
    }

    /** The lane's next batch; one of nothing, because all of it was left out, holds up none behind it. */
    private static Batch taken(Lane lane) {
        try {
            Batch batch = lane.take();
            while (batch != null && batch.items().isEmpty()) {
                batch = lane.take();
            }
            return batch;
        } catch (CompletionException e) {
            throw e.getCause() instanceof FatalException fatal ? fatal : e;
        }
    }

    /** Reading failed for good: the task is to fail. */
    synchronized void fail(RuntimeException e) {
        if (failure == null) {
            failure = e;
        }
        notifyAll();
    }

    /** Something that the poll waits for may have come about. */
    synchronized void changed() {
        notifyAll();
    }
}
