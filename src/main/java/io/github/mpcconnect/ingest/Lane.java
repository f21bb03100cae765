package io.github.mpcconnect.ingest;

import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;
import io.github.mpcconnect.timeline.Window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The windows of one account and one kind of work that were listed and are on their way out, in order. A window leaves
 * only when all before it have left. Guarded by its hand-over.
 */
final class Lane {

    /**
     * A window on its way.
     *
     * @param window null where it is not the next of its day: late calls, a heartbeat
     * @param before how far its day was read before it; null for changes of live calls
     * @param calls how many calls it has
     * @param batch what goes out, once its participants are there
     */
    record UnderWay(Window window, Watermark before, int calls, CompletableFuture<Batch> batch) {

        Day day() {
            return before.day();
        }

        private boolean isIncomplete() {
            return failure() instanceof IncompleteException;
        }

        /** Why the batch will never be there; null where it is, or may be. */
        Throwable failure() {
            return batch.isCompletedExceptionally()
                    ? batch.handle((read, failure) -> rootOf(failure)).join()
                    : null;
        }
    }

    private final HandOver handOver;
    private final Work work;
    private final int most;
    private final Consumer<Batch> taken;
    private final Runnable wake;
    private final Deque<UnderWay> windows = new ArrayDeque<>();

    /**
     * @param most a further window is taken only while fewer calls than this are on their way
     * @param taken is told each batch that leaves
     * @param wake lets its reader look whether there is something to do
     */
    Lane(HandOver handOver, Work work, int most, Consumer<Batch> taken, Runnable wake) {
        this.handOver = handOver;
        this.work = work;
        this.most = most;
        this.taken = taken;
        this.wake = wake;
    }

    Work work() {
        return work;
    }

    /** Something that its reader or the poll waits for may have come about. */
    void changed() {
        handOver.changed();
        wake.run();
    }

    boolean isEmpty() {
        synchronized (handOver) {
            return windows.isEmpty();
        }
    }

    boolean hasRoom() {
        synchronized (handOver) {
            return windows.stream().mapToInt(UnderWay::calls).sum() < most;
        }
    }

    void put(UnderWay window) {
        synchronized (handOver) {
            windows.add(window);
        }
        window.batch().whenComplete((batch, failure) -> changed());
    }

    /** The days that have a window on its way here. */
    List<Day> days() {
        synchronized (handOver) {
            return windows.stream().map(UnderWay::day).distinct().toList();
        }
    }

    /**
     * Takes out the first window that did not add up and all behind it; the ones behind are given up. Empty where all
     * is well.
     */
    List<UnderWay> takeBroken() {
        synchronized (handOver) {
            List<UnderWay> broken = new ArrayList<>();
            for (UnderWay window : windows) {
                if (!broken.isEmpty() || window.isIncomplete()) {
                    broken.add(window);
                }
            }
            windows.removeAll(broken);
            broken.forEach(window -> window.batch().cancel(false));
            return broken;
        }
    }

    /** The next window's batch, or null where it is not there yet. */
    Batch take() {
        UnderWay head = windows.peek();
        if (head == null || !head.batch().isDone() || head.isIncomplete()) {
            return null;
        }
        Batch batch = head.batch().join();
        windows.remove();
        taken.accept(batch);
        wake.run();
        return batch;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof IncompleteException)) {
            root = root.getCause();
        }
        return root;
    }
}
