package io.github.mpcconnect.streams;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many participants are on hold right now, by queue: the call's friendly name. Reads JSON without schemas. */
public final class OnHold {

    private static final JsonMapper JSON = new JsonMapper();

    private OnHold() {}

    /** Writes {@code {"Sales EMEA": 2}}, as key and value, to {@code on-hold}. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<JsonNode, JsonNode> calls = builder.table("plivo.mpc.live.calls", Consumed.with(json(), json()));
        KTable<JsonNode, JsonNode> participants =
                builder.table("plivo.mpc.live.participants", Consumed.with(json(), json()));

        participants
                .filter((key, participant) -> participant.path("hold").asBoolean(false))
                .join(calls, OnHold::callKey, (participant, call) -> call, Materialized.with(json(), json()))
                .groupBy(
                        (key, call) -> KeyValue.pair(call.path("friendly_name").asString(""), call),
                        Grouped.with(Serdes.String(), json()))
                .count(Materialized.with(Serdes.String(), Serdes.Long()))
                .toStream()
                .to("on-hold", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    /** A participant's call: the key of the one table made of the key of the other. */
    private static JsonNode callKey(JsonNode participantKey, JsonNode participant) {
        return JSON.createObjectNode().set("mpc_uuid", participantKey.get("mpc_uuid"));
    }

    private static Serde<JsonNode> json() {
        return Serdes.serdeFrom(
                (topic, node) -> node == null ? null : JSON.writeValueAsBytes(node),
                (topic, bytes) -> bytes == null ? null : JSON.readTree(bytes));
    }
}
