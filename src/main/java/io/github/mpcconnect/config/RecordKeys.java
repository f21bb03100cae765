package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Topics and records": what is written, and how. */
final class RecordKeys {

    static final String TOPIC_PREFIX = "topic.prefix";
    static final String PARTICIPANTS_MODE = "participants.mode";
    static final String RECORD_TIMESTAMP = "record.timestamp";
    static final String ON_MALFORMED = "behavior.on.malformed";
    static final String DECIMAL_HANDLING = "decimal.handling.mode";
    static final String INCLUDE_RAW_JSON = "include.raw.json";

    static final Choices<ParticipantsMode> PARTICIPANTS_MODES = new Choices<>(ParticipantsMode.class);
    static final Choices<RecordTimestamp> RECORD_TIMESTAMPS = new Choices<>(RecordTimestamp.class);
    static final Choices<OnMalformed> ON_MALFORMEDS = new Choices<>(OnMalformed.class);
    static final Choices<DecimalHandling> DECIMAL_HANDLINGS = new Choices<>(DecimalHandling.class);

    private RecordKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Topics and records",
                List.of(
                        topicPrefix(),
                        participantsMode(),
                        recordTimestamp(),
                        onMalformed(),
                        decimalHandling(),
                        includeRawJson()));
    }

    private static Key topicPrefix() {
        return Key.of(TOPIC_PREFIX, Type.STRING, "plivo", Importance.HIGH, Width.MEDIUM, "Topic prefix", """
                The first part of every topic's name: <prefix>.mpc.calls, <prefix>.mpc.participants,
                <prefix>.mpc.live.calls, <prefix>.mpc.live.participants, <prefix>.mpc.heartbeat and
                <prefix>.mpc.errors. Letters, digits, '.', '_' and '-', at most 227 of them. Changing it on a
                running connector sends new records to the new topics; what was read already is not sent again.
                """)
                .checkedBy(Checks.topicPrefix());
    }

    private static Key participantsMode() {
        return Key.of(PARTICIPANTS_MODE, Type.STRING, "topic", Importance.MEDIUM, Width.SHORT, "Participants mode", """
                Where the participants of a call go. topic: each is a record of <prefix>.mpc.participants, sent
                before its call. embedded: they are the array participant_details of the call's record, whole calls
                in one place at the price of larger records. none: they are not asked for, not for live calls
                either, which saves at least one request a call.
                """)
                .choosing(PARTICIPANTS_MODES);
    }

    private static Key recordTimestamp() {
        return Key.of(RECORD_TIMESTAMP, Type.STRING, "ingest", Importance.MEDIUM, Width.SHORT, "Record timestamp", """
                The time that records carry in Kafka. ingest: when the producer sent them. event: the end of the
                call, and for a participant its exit or else the end of its call. Topics delete by record time: with
                event and Kafka's default retention of 7 days a broker deletes older history as it arrives, so set
                retention.ms=-1 on the calls and participants topics, best by the connector's topic.creation.* keys,
                before you choose event.
                """)
                .choosing(RECORD_TIMESTAMPS);
    }

    private static Key onMalformed() {
        return Key.of(ON_MALFORMED, Type.STRING, "fail", Importance.MEDIUM, Width.SHORT, "Behavior on malformed", """
                What happens to a call or participant that cannot be read: one without id, of another call, or with
                an unreadable time or amount. fail: the task fails and says why, nothing is passed over. skip: the
                object is logged, counted and left out. topic: it goes to <prefix>.mpc.errors as the API sent it, so
                that nothing is lost and the rest goes on.
                """)
                .choosing(ON_MALFORMEDS);
    }

    private static Key decimalHandling() {
        return Key.of(DECIMAL_HANDLING, Type.STRING, "precise", Importance.LOW, Width.SHORT, "Decimal handling", """
                How billed_amount is written. precise: as Connect's Decimal with scale 5, exact; more digits than
                five are rounded half to even and counted. string: as the digits that the API sent, exact and
                readable everywhere. double: as a floating point number, easy to use and not exact. The JSON
                converter prints a Decimal as base64 unless its decimal.format is NUMERIC.
                """)
                .choosing(DECIMAL_HANDLINGS);
    }

    private static Key includeRawJson() {
        return Key.of(INCLUDE_RAW_JSON, Type.BOOLEAN, false, Importance.LOW, Width.SHORT, "Include raw JSON", """
                Whether calls and participants have a field raw with the JSON object as the API sent it. It keeps
                fields that the API gained after this version of the connector, and makes records about twice as
                large.
                """);
    }
}
