package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.LiveChange;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.timeline.Day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Kafka that takes batches: what is in its topics, and the offsets. Exactly-once stores each offset with its batch,
 * at-least-once when they are flushed.
 */
final class Written {

    final List<EndedCall> sent = new ArrayList<>();
    final List<MalformedObject> errors = new ArrayList<>();
    final List<LiveChange> live = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    final List<DayRow> allRows = new ArrayList<>();
    final Map<Day, DayRow> rows = new HashMap<>();

    private final Map<Day, Map<String, Object>> offsets = new HashMap<>();
    private final Map<Day, Map<String, Object>> unflushed = new HashMap<>();
    private final Set<String> sentIds = new HashSet<>();
    private LiveOffset liveOffset;
    private boolean isExactlyOnce = true;

    void atLeastOnce() {
        isExactlyOnce = false;
    }

    void take(Batch batch) {
        batches.add(batch);
        batch.items().forEach(this::take);
        if (batch.after() instanceof DayOffset offset) {
            (isExactlyOnce ? offsets : unflushed).put(offset.day(), OffsetFormat.offset(offset));
        } else {
            liveOffset = (LiveOffset) batch.after();
        }
    }

    private void take(BatchItem item) {
        if (item instanceof EndedCall call) {
            sent.add(call);
            sentIds.add(id(call));
        } else if (item instanceof DayRow row) {
            rows.put(row.offset().day(), row);
            allRows.add(row);
        } else if (item instanceof MalformedObject error) {
            errors.add(error);
        } else if (item instanceof LiveChange change) {
            live.add(change);
        }
    }

    /** The worker stores the offsets of what it has written. */
    void flush() {
        offsets.putAll(unflushed);
        unflushed.clear();
    }

    /** What was not flushed is forgotten. */
    void crash() {
        unflushed.clear();
    }

    OffsetLookup.Stored lookUp(List<Day> days) {
        Map<Day, DayOffset> found = new HashMap<>();
        for (Day day : days) {
            if (offsets.containsKey(day)) {
                found.put(day, OffsetFormat.dayOffset(day, offsets.get(day)));
            }
        }
        return new OffsetLookup.Stored(found, liveOffset);
    }

    void store(String day, Map<String, Object> offset) {
        offsets.put(day(day), offset);
    }

    boolean hasSent(String id) {
        return sentIds.contains(id);
    }

    List<String> ids() {
        return sent.stream().map(Written::id).toList();
    }

    List<String> ids(Change change) {
        return sent.stream()
                .filter(call -> call.change() == change)
                .map(Written::id)
                .toList();
    }

    static String id(EndedCall call) {
        return call.call() == null ? call.malformed().mpcUuid() : call.call().mpcUuid();
    }

    EndedCall newest(String id) {
        return sent.stream()
                .filter(call -> id.equals(id(call)))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(id + " was not sent"));
    }

    DayRow row(String day) {
        assertThat(rows).containsKey(day(day));
        return rows.get(day(day));
    }

    Map<String, Object> offset(String day) {
        Map<String, Object> offset = offsets.get(day(day));
        assertThat(offset).as("the offset of " + day).isNotNull();
        return offset;
    }

    /** The days that have a stored offset. */
    Set<Day> days() {
        return offsets.keySet();
    }

    boolean hasOffset(String day) {
        return offsets.containsKey(day(day));
    }

    static Day day(String date) {
        return new Day(LocalDate.parse(date));
    }
}
