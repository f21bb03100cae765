package io.github.mpcconnect.simulation;

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

/** Whoever reads one account's topics: tables of the newest records. */
final class Consumer {

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
        return ((Date) value.get("day")).toInstant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    static Instant observedAt(Struct value) {
        return ((Date) value.get("observed_at")).toInstant();
    }

    static Instant time(Struct value, String field) {
        Date date = (Date) value.get(field);
        return date == null ? null : date.toInstant();
    }
}
