package io.github.mpcconnect.simulation;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.simulation.Kafka.Consumer;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One batch: calls sorted by end and id, each preceded by its participants, all of a sending with one observed_at. */
final class BatchCheck {

    private final List<Struct> waiting = new ArrayList<>();
    private Struct last;

    private BatchCheck() {}

    static void check(List<SourceRecord> records) {
        BatchCheck check = new BatchCheck();
        records.forEach(check::next);
        if (!check.waiting.isEmpty()) {
            throw new Violation("6-participants-without-their-call", check.waiting.toString());
        }
    }

    private void next(SourceRecord record) {
        Struct value = (Struct) record.value();
        String topic = record.topic();
        if (topic.contains(".live.") || topic.endsWith(".days")) {
            return;
        }
        if (topic.endsWith(".participants")) {
            waiting.add(value);
        } else if (topic.endsWith(".errors")) {
            waiting.removeIf(each -> Objects.equals(each.get("mpc_uuid"), value.get("mpc_uuid")));
        } else {
            call(value);
        }
    }

    private void call(Struct call) {
        for (Struct participant : waiting) {
            boolean same = call.get("mpc_uuid").equals(participant.get("mpc_uuid"))
                    && call.get("observed_at").equals(participant.get("observed_at"))
                    && call.get("change").equals(participant.get("change"))
                    && call.get("day").equals(participant.get("day"));
            if (!same) {
                throw new Violation("6-participants-of-another-sending", participant + " before " + call);
            }
        }
        if (call.getInt32("participants_count") != null && call.schema().field("participant_details") == null) {
            if (call.getInt32("participants_count") != waiting.size()) {
                throw new Violation("6-participants-count", waiting.size() + " before " + call);
            }
        }
        waiting.clear();
        if (last != null && compare(last, call) >= 0) {
            throw new Violation("6-order", call + " after " + last);
        }
        last = call;
    }

    private static int compare(Struct one, Struct other) {
        Instant end = Consumer.time(one, "end_time");
        int byEnd = end.compareTo(Consumer.time(other, "end_time"));
        return byEnd != 0 ? byEnd : one.getString("mpc_uuid").compareTo(other.getString("mpc_uuid"));
    }

    /** Heartbeats do not pile up: of the batches that wait together, none repeats the row of an open day. */
    static final class RowCheck {

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
}
