package io.github.mpcconnect.quickstart;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads what arrives in the topics of calls and participants, live and over, and of days, of one account: each record
 * once, from when its topic comes into being. It takes the partitions itself, since a group of consumers that commits
 * nothing would begin anew with each further topic. For one thread.
 */
final class TopicWatcher implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration LOOK_FOR_TOPICS = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;
    private final Set<String> missing = new HashSet<>();
    private final String callsTopic;
    private final String account;
    private final Instant since;
    private final String liveCallsTopic;
    private final String liveParticipantsTopic;
    private final String daysTopic;
    private final LiveBoard board = new LiveBoard();
    private final DayBoard days = new DayBoard();
    private long lookedForTopics = System.nanoTime() - LOOK_FOR_TOPICS.toNanos();

    TopicWatcher(String bootstrapServers, String prefix, String account, Instant since) {
        this.account = account;
        this.since = since;
        this.callsTopic = prefix + ".mpc.calls";
        this.liveCallsTopic = prefix + ".mpc.live.calls";
        this.liveParticipantsTopic = prefix + ".mpc.live.participants";
        this.daysTopic = prefix + ".mpc.days";
        Map<String, Object> props = new HashMap<>();
        props.put("bootstrap.servers", bootstrapServers);
        props.put("allow.auto.create.topics", "false");
        props.put("auto.offset.reset", "by_duration:PT10M");
        props.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(props, new StringDeserializer(), new StringDeserializer());
        missing.addAll(
                List.of(callsTopic, prefix + ".mpc.participants", daysTopic, liveCallsTopic, liveParticipantsTopic));
    }

    /** The calls in progress, as of the last look. */
    LiveBoard board() {
        return board;
    }

    /** The days, as of the last look. */
    DayBoard days() {
        return days;
    }

    /** What arrived of calls that are over, waiting for it a little; rows of tables go to the boards. */
    List<Seen> poll(Duration most) {
        lookForTopics();
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(most.toNanos());
            return List.of();
        }
        List<Seen> seen = new ArrayList<>();
        for (ConsumerRecord<String, String> each : consumer.poll(most)) {
            if (each.timestamp() < since.toEpochMilli() || isOfTable(each)) {
                continue;
            }
            JsonNode value = MAPPER.readTree(each.value());
            if (account.equals(text(value, "account_id")) && !"correction".equals(text(value, "change"))) {
                seen.add(
                        each.topic().equals(callsTopic)
                                ? call(value, Instant.ofEpochMilli(each.timestamp()))
                                : participant(value));
            }
        }
        return seen;
    }

    /** Adds the partitions of topics that are new; where those had got to that it has already stays. */
    private void lookForTopics() {
        long now = System.nanoTime();
        if (missing.isEmpty() || now - lookedForTopics < LOOK_FOR_TOPICS.toNanos()) {
            return;
        }
        lookedForTopics = now;
        Set<TopicPartition> partitions = new HashSet<>(consumer.assignment());
        consumer.listTopics().forEach((topic, infos) -> {
            if (missing.remove(topic)) {
                infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
        });
        consumer.assign(partitions);
    }

    private boolean isOfTable(ConsumerRecord<String, String> each) {
        if (each.topic().equals(daysTopic)) {
            JsonNode row = MAPPER.readTree(each.value());
            if (account.equals(text(row, "account_id"))) {
                days.row(row);
            }
            return true;
        }
        return isLive(each);
    }

    private boolean isLive(ConsumerRecord<String, String> each) {
        boolean ofCall = each.topic().equals(liveCallsTopic);
        if (!ofCall && !each.topic().equals(liveParticipantsTopic)) {
            return false;
        }
        JsonNode key = MAPPER.readTree(each.key());
        JsonNode value = each.value() == null ? null : MAPPER.readTree(each.value());
        if (value == null || account.equals(text(value, "account_id"))) {
            if (ofCall) {
                board.call(key, value);
            } else {
                board.participant(key, value);
            }
        }
        return true;
    }

    private static Seen.Call call(JsonNode value, Instant arrived) {
        return new Seen.Call(
                text(value, "mpc_uuid"),
                text(value, "friendly_name"),
                time(value, "end_time"),
                value.hasNonNull("duration")
                        ? Duration.ofSeconds(value.get("duration").asInt())
                        : null,
                value.hasNonNull("participants_count")
                        ? value.get("participants_count").asInt()
                        : null,
                value.hasNonNull("billed_amount") ? value.get("billed_amount").asDecimal() : null,
                text(value, "termination_cause"),
                arrived);
    }

    private static Seen.Participant participant(JsonNode value) {
        return new Seen.Participant(
                text(value, "mpc_uuid"),
                text(value, "member_id"),
                text(value, "role"),
                time(value, "join_time"),
                time(value, "exit_time"));
    }

    private static String text(JsonNode value, String field) {
        return value.hasNonNull(field) ? value.get(field).asString() : null;
    }

    private static Instant time(JsonNode value, String field) {
        return value.hasNonNull(field) ? Instant.ofEpochMilli(value.get(field).asLong()) : null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
