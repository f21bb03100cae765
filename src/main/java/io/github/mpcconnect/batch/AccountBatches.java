package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.Position;
import io.github.mpcconnect.request.Work;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The waiting batches of one account, first in, first out per partition. The partition with the most urgent batch is
 * served first, including the batches before that one; among equals, the partition with the oldest batch.
 */
final class AccountBatches {

    private static final Comparator<Partition> NEXT =
            Comparator.comparingInt(Partition::urgency).thenComparingLong(Partition::firstSequence);

    private final List<Work> order;
    private final Map<Object, Partition> partitions = new HashMap<>();
    private long sequence;

    AccountBatches(List<Work> order) {
        this.order = order;
    }

    void put(Batch batch) {
        partitions
                .computeIfAbsent(key(batch.after()), key -> new Partition(order.size()))
                .add(new Waiting(batch, order.indexOf(batch.work()), sequence++));
    }

    /** Removes and returns the next batch; null if there is none. */
    Batch next() {
        if (partitions.isEmpty()) {
            return null;
        }
        Map.Entry<Object, Partition> next = partitions.entrySet().stream()
                .min(Map.Entry.comparingByValue(NEXT))
                .orElseThrow();
        Batch batch = next.getValue().remove();
        if (next.getValue().isEmpty()) {
            partitions.remove(next.getKey());
        }
        return batch;
    }

    boolean isEmpty(Position position) {
        return !partitions.containsKey(key(position));
    }

    private static Object key(Position position) {
        return position instanceof DayOffset offset ? offset.day() : LiveOffset.class;
    }

    private record Waiting(Batch batch, int urgency, long sequence) {}

    /** A day, or the live stream. */
    private static final class Partition {

        private final Queue<Waiting> waiting = new ArrayDeque<>();
        private final int[] countByUrgency;

        Partition(int urgencies) {
            this.countByUrgency = new int[urgencies];
        }

        void add(Waiting batch) {
            waiting.add(batch);
            countByUrgency[batch.urgency]++;
        }

        Batch remove() {
            Waiting first = waiting.remove();
            countByUrgency[first.urgency]--;
            return first.batch;
        }

        boolean isEmpty() {
            return waiting.isEmpty();
        }

        /** The urgency of the most urgent batch; 0 is the most urgent. */
        int urgency() {
            int urgency = 0;
            while (countByUrgency[urgency] == 0) {
                urgency++;
            }
            return urgency;
        }

        long firstSequence() {
            return waiting.element().sequence;
        }
    }
}
