package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Topics and records": what is written, and in which form. */
final class RecordKeys {

    static final String TOPIC_PREFIX = "topic.prefix";
    static final String PARTICIPANTS_MODE = "participants.mode";
    static final String RECORD_TIMESTAMP = "record.timestamp";
    static final String ON_MALFORMED = "behavior.on.malformed";
    static final String DECIMAL_HANDLING = "decimal.handling.mode";
    static final String INCLUDE_RAW_JSON = "include.raw.json";

    private static final Choices<ParticipantsMode> PARTICIPANTS_MODES = new Choices<>(ParticipantsMode.class);
    private static final Choices<RecordTimestamp> RECORD_TIMESTAMPS = new Choices<>(RecordTimestamp.class);
    private static final Choices<OnMalformed> ON_MALFORMEDS = new Choices<>(OnMalformed.class);
    private static final Choices<DecimalHandling> DECIMAL_HANDLINGS = new Choices<>(DecimalHandling.class);

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

    static RecordOptions options(ConfigValues values, Account account) {
        CallFilter filter = FilterKeys.filter(values);
        return new RecordOptions(
                account.topicPrefix(),
                filter.isEmpty() ? null : filter.canonical(),
                participantsMode(values),
                values.choice(RECORD_TIMESTAMPS, RECORD_TIMESTAMP),
                values.choice(DECIMAL_HANDLINGS, DECIMAL_HANDLING),
                values.flag(INCLUDE_RAW_JSON));
    }

    static boolean withParticipants(ConfigValues values) {
        return participantsMode(values) != ParticipantsMode.NONE;
    }

    static OnMalformed onMalformed(ConfigValues values) {
        return values.choice(ON_MALFORMEDS, ON_MALFORMED);
    }

    private static ParticipantsMode participantsMode(ConfigValues values) {
        return values.choice(PARTICIPANTS_MODES, PARTICIPANTS_MODE);
    }

    private static Key topicPrefix() {
        return Key.of(TOPIC_PREFIX, Type.STRING, "plivo", Importance.HIGH, Width.MEDIUM, "Topic prefix", """
                The first part of the names of all topics: <prefix>.mpc.calls, <prefix>.mpc.participants,
                <prefix>.mpc.days, <prefix>.mpc.live.calls, <prefix>.mpc.live.participants and <prefix>.mpc.errors.
                Letters, digits, '.', '_' and '-', at most 227 characters. Changing it on a running connector sends
                new records to the new topics; what was already read is not sent again. Connectors with different
                filters need different prefixes, because each writes its own rows of days.
                """)
                .withValidator(Checks.topicPrefix());
    }

    private static Key participantsMode() {
        return Key.of(PARTICIPANTS_MODE, Type.STRING, "topic", Importance.MEDIUM, Width.SHORT, "Participants mode", """
                Where the participants of a call go. topic: each is a record of <prefix>.mpc.participants, sent
                before its call. embedded: they are the array participant_details in the call's record, which is
                larger for it. none: they are not requested, which saves at least one request per call; live calls
                stay, without participants.
                """)
                .choosing(PARTICIPANTS_MODES);
    }

    private static Key recordTimestamp() {
        return Key.of(RECORD_TIMESTAMP, Type.STRING, "ingest", Importance.MEDIUM, Width.SHORT, "Record timestamp", """
                The time that records carry in Kafka. ingest: when the producer sent them. event: the end of the
                call, and for a participant its exit or else the end of its call; the records of days, live calls
                and errors are always ingest. Topics delete by record time: with event and Kafka's default retention
                of 7 days a broker deletes older history as it arrives. So before you choose event, set
                retention.ms=-1 on the calls and participants topics, preferably by the connector's topic.creation.*
                keys.
                """)
                .choosing(RECORD_TIMESTAMPS);
    }

    private static Key onMalformed() {
        return Key.of(ON_MALFORMED, Type.STRING, "fail", Importance.MEDIUM, Width.SHORT, "Behavior on malformed", """
                What happens to a call or participant that cannot be read: one without an id, of another call, or
                with an unreadable time or amount. fail: the task fails with the reason, and nothing is skipped.
                skip: the object is logged, counted and left out. topic: it is written to <prefix>.mpc.errors as the
                API sent it, so nothing is lost and everything else continues.
                """)
                .choosing(ON_MALFORMEDS);
    }

    private static Key decimalHandling() {
        return Key.of(DECIMAL_HANDLING, Type.STRING, "precise", Importance.LOW, Width.SHORT, "Decimal handling", """
                How billed_amount is written. precise: as Connect's Decimal with scale 5, which is exact; an amount
                with more than five decimal places is rounded half even and counted. string: as the digits that the
                API sent, exact and readable everywhere. double: as a floating point number, easy to use but not
                exact. The JSON converter prints a Decimal as base64 unless its decimal.format is NUMERIC.
                """)
                .choosing(DECIMAL_HANDLINGS);
    }

    private static Key includeRawJson() {
        return Key.of(INCLUDE_RAW_JSON, Type.BOOLEAN, false, Importance.LOW, Width.SHORT, "Include raw JSON", """
                Whether calls and participants have a field raw with the JSON object as the API sent it. It keeps
                fields that Plivo added after this version of the connector, and makes records about twice as large.
                """);
    }
}
