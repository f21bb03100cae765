package io.github.mpcconnect.simulation;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Day;

import java.util.HashMap;
import java.util.Map;

/** Heartbeats do not pile up: of the batches that wait together, none repeats the row of an open day. */
final class RowCheck {

    private final Map<String, Map<Day, DayOffset>> waiting = new HashMap<>();

    /** What is taken from now on waited together. */
    void polled() {
        waiting.clear();
    }

    void taken(Batch batch) {
        if (batch.after() instanceof DayOffset offset) {
            DayOffset before = waiting.computeIfAbsent(batch.account().id(), id -> new HashMap<>())
                    .put(offset.day(), offset);
            boolean rowsOnly = batch.items().stream().allMatch(DayRow.class::isInstance);
            if (rowsOnly && before != null && offset.status() == DayStatus.OPEN && isSame(before, offset)) {
                throw new Violation("5-rows-pile-up", "twice in the queue: " + offset);
            }
        }
    }

    private static boolean isSame(DayOffset one, DayOffset other) {
        return one.endTime().equals(other.endTime())
                && one.status() == other.status()
                && one.calls() == other.calls()
                && one.sketched() == other.sketched()
                && one.corrected() == other.corrected()
                && one.vanishedCount() == other.vanishedCount()
                && one.gaps().equals(other.gaps());
    }
}
