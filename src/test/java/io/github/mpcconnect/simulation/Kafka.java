package io.github.mpcconnect.simulation;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores offsets as Connect does: by the partition's text in its order, values as they come back from JSON. */
final class Kafka implements OffsetLookup {

    private final Map<String, Map<String, Object>> stored = new HashMap<>();
    private final Map<String, Map<String, Object>> pending = new HashMap<>();

    /** Records were written; their offsets are stored at the next flush. */
    void written(List<SourceRecord> records) {
        for (SourceRecord record : records) {
            if (record.sourceOffset() != null) {
                pending.put(record.sourcePartition().toString(), restored(record.sourceOffset()));
            }
        }
    }

    private static Map<String, Object> restored(Map<String, ?> offset) {
        Map<String, Object> values = new HashMap<>();
        offset.forEach((key, value) -> {
            if (!(value instanceof String || value instanceof Long || value instanceof Integer)) {
                throw new Violation("offset-value", key + " is " + value);
            }
            values.put(key, value instanceof Integer number ? Long.valueOf(number) : value);
        });
        return values;
    }

    void flush() {
        stored.putAll(pending);
        pending.clear();
    }

    /** A crash: what was not flushed is lost. */
    void crash() {
        pending.clear();
    }

    /** Whether live rows were written and no offset of them was ever stored: only a crash then leaves them there. */
    boolean hasUnknownLiveRows(String account) {
        String partition = OffsetFormat.livePartition(account, null).toString();
        return pending.containsKey(partition) && !stored.containsKey(partition);
    }

    /** Over REST; null resets. */
    void alter(String account, Day day, Map<String, Object> offset) {
        String partition = OffsetFormat.partition(account, day, null).toString();
        if (offset == null) {
            stored.remove(partition);
        } else {
            stored.put(partition, offset);
        }
    }

    DayOffset day(String account, Day day) {
        Map<String, String> partition = OffsetFormat.partition(account, day, null);
        Map<String, Object> offset = stored.get(partition.toString());
        return offset == null ? null : OffsetFormat.dayOffset(partition, offset);
    }

    @Override
    public Stored lookUp(String account, List<Day> days) {
        Map<Day, DayOffset> found = new HashMap<>();
        for (Day day : days) {
            DayOffset offset = day(account, day);
            if (offset != null) {
                found.put(day, offset);
            }
        }
        Map<String, String> partition = OffsetFormat.livePartition(account, null);
        Map<String, Object> live = stored.get(partition.toString());
        LiveOffset open = live == null ? null : OffsetFormat.liveOffset(partition, live);
        return new Stored(found, open);
    }

    /** A consumer of one account's topics: tables of the newest records. */
    static final class Consumer {

        /** The newest record of each call and day, by the call's id and the day. */
        final Map<String, Map<LocalDate, Struct>> calls = new HashMap<>();

        /** All participants, by their call's id. */
        final Map<String, List<Struct>> participants = new HashMap<>();

        final Map<LocalDate, Struct> rows = new HashMap<>();
        final Map<String, Struct> liveCalls = new HashMap<>();
        final Map<String, Struct> liveParticipants = new HashMap<>();
        final Set<String> errors = new HashSet<>();

        void read(SourceRecord record) {
            Struct key = (Struct) record.key();
            Struct value = (Struct) record.value();
            String topic = record.topic();
            if (topic.endsWith(".live.calls")) {
                put(liveCalls, key.getString("mpc_uuid"), value);
            } else if (topic.endsWith(".live.participants")) {
                put(liveParticipants, key.getString("mpc_uuid") + "/" + key.getString("member_id"), value);
            } else if (topic.endsWith(".calls")) {
                calls.computeIfAbsent(key.getString("mpc_uuid"), id -> new HashMap<>())
                        .put(day(value), value);
            } else if (topic.endsWith(".participants")) {
                participants
                        .computeIfAbsent(key.getString("mpc_uuid"), id -> new ArrayList<>())
                        .add(value);
            } else if (topic.endsWith(".days")) {
                rows.put(day(value), value);
            } else if (key != null) {
                errors.add(key.getString("mpc_uuid"));
            }
        }

        private static void put(Map<String, Struct> table, String key, Struct value) {
            if (value == null) {
                table.remove(key);
            } else {
                table.put(key, value);
            }
        }

        boolean has(String id) {
            return calls.containsKey(id) || errors.contains(id);
        }

        /** The newest record of a call. */
        Struct newest(String id) {
            Struct newest = null;
            for (Struct record : calls.getOrDefault(id, Map.of()).values()) {
                newest = newest == null || observedAt(record).isAfter(observedAt(newest)) ? record : newest;
            }
            return newest;
        }

        static LocalDate day(Struct value) {
            return ((Date) value.get("day"))
                    .toInstant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate();
        }

        static Instant observedAt(Struct value) {
            return ((Date) value.get("observed_at")).toInstant();
        }

        static Instant time(Struct value, String field) {
            Date date = (Date) value.get(field);
            return date == null ? null : date.toInstant();
        }
    }
}
