package io.github.mpcconnect.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What was handled of one audited day, part by part: how many calls, and which, at 8 bytes a call. The parts tile the
 * day from its beginning to its watermark.
 *
 * <p>Example: after a restart the stored watermark 10:15:00 with 1,234 calls is one part, of which the ids are not
 * known but their {@code check} is. What is read from then on makes further parts, of which the ids are known, each of
 * about a window's calls.
 */
public final class Ledger {

    private final int mostIds;
    private final int partCalls;
    private final List<Part> parts = new ArrayList<>();
    private int ids;

    /**
     * A part of the day.
     *
     * @param count how many calls of it were handled; null where a stored offset did not say
     * @param check XOR of their ids' bits; null where a stored offset did not say
     * @param ids the bits of their ids, sorted; null where they are not known
     */
    public record Part(Window window, Integer count, Long check, long[] ids) {

        /** A part whose calls are known. */
        public static Part of(Window window, int count, long check, long[] unsorted) {
            long[] sorted = unsorted.clone();
            Arrays.sort(sorted);
            return new Part(window, count, check, sorted);
        }

        public boolean holds(long bits) {
            return Arrays.binarySearch(ids, bits) >= 0;
        }

        private Part joined(Part next) {
            long[] all = Arrays.copyOf(ids, ids.length + next.ids.length);
            System.arraycopy(next.ids, 0, all, ids.length, next.ids.length);
            Window both = new Window(window.after(), next.window.upTo());
            return of(both, count + next.count, check ^ next.check, all);
        }

        private Part withoutIds() {
            return new Part(window, count, check, null);
        }
    }

    /**
     * @param start where the day's reading began: its start, or a later bound
     * @param mark how far it was read when the ledger is opened
     * @param mostIds how many ids are held; of further parts only count and check are
     * @param partCalls parts are joined up to so many calls
     */
    public Ledger(Instant start, Watermark mark, int mostIds, int partCalls) {
        this.mostIds = mostIds;
        this.partCalls = partCalls;
        if (mark.endTime().isAfter(start)) {
            Integer count = mark.calls() == null ? null : Integer.valueOf(Math.toIntExact(mark.calls()));
            parts.add(new Part(new Window(start, mark.endTime()), count, mark.check(), null));
        }
    }

    /** A window was handled that starts where the last part ends. */
    public void add(Part part) {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        boolean joins = last != null && last.ids != null && last.count + part.count <= partCalls;
        if (joins) {
            parts.set(parts.size() - 1, last.joined(part));
        } else {
            parts.add(ids + part.ids.length > mostIds ? part.withoutIds() : part);
        }
        ids += part.ids.length;
    }

    /** A part was read again: it is known now by these parts, which tile it. */
    public void replace(Part part, List<Part> by) {
        int index = parts.indexOf(part);
        parts.remove(index);
        parts.addAll(index, by);
    }

    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** How many calls of the parts [from, to) were handled; empty where that is not known of one of them. */
    public OptionalInt count(int from, int to) {
        int count = 0;
        for (Part part : parts.subList(from, to)) {
            if (part.count == null) {
                return OptionalInt.empty();
            }
            count += part.count;
        }
        return OptionalInt.of(count);
    }
}
