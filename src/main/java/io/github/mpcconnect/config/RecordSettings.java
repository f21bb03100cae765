package io.github.mpcconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "Topics and records": what is written, and in which form.
 *
 * @param topicPrefix the first part of the names of all topics
 * @param participants where the participants of ended calls go
 * @param timestamp the time that records carry in Kafka
 * @param onMalformed what happens to an object that cannot be read
 * @param decimals how amounts are written
 * @param raw whether calls and participants have a field with the object as the API sent it
 */
public record RecordSettings(
        String topicPrefix,
        ParticipantsMode participants,
        RecordTimestamp timestamp,
        OnMalformed onMalformed,
        DecimalHandling decimals,
        boolean raw) {

    /** Where the participants of a call go: {@code participants.mode}. */
    public enum ParticipantsMode implements Choice {
        /** Each is a record of the participants topic. */
        TOPIC,
        /** They are an array in the record of their call. */
        EMBEDDED,
        /** They are not requested. */
        NONE
    }

    /** The time that a record carries in Kafka: {@code record.timestamp}. */
    public enum RecordTimestamp implements Choice {
        /** When the producer sent it. */
        INGEST,
        /** When the call ended, or the participant left. */
        EVENT
    }

    /** What happens to an object of the API that cannot be read: {@code behavior.on.malformed}. */
    public enum OnMalformed implements Choice {
        /** The task fails. */
        FAIL,
        /** It is logged, counted and left out. */
        SKIP,
        /** It goes to the errors topic as the API sent it. */
        TOPIC
    }

    /** How amounts are written: {@code decimal.handling.mode}. */
    public enum DecimalHandling implements Choice {
        /** As Decimal of scale 5. */
        PRECISE,
        /** As a string of digits. */
        STRING,
        /** As a floating point number, which is not exact. */
        DOUBLE
    }

    static final String TOPIC_PREFIX = "topic.prefix";
    private static final String PARTICIPANTS_MODE = "participants.mode";
    private static final String TIMESTAMP = "record.timestamp";
    private static final String ON_MALFORMED = "behavior.on.malformed";
    private static final String DECIMALS = "decimal.handling.mode";
    private static final String RAW = "include.raw.json";

    static final Key.Group KEYS = new Key.Group(
            "Topics and records",
            Key.text(TOPIC_PREFIX, "plivo")
                    .importance(HIGH)
                    .validator(Checks.topicPrefix())
                    .described("Topic prefix", """
                    The first part of the names of all topics: <prefix>.mpc.calls, <prefix>.mpc.participants,
                    <prefix>.mpc.days, <prefix>.mpc.live.calls, <prefix>.mpc.live.participants and <prefix>.mpc.errors.
                    Letters, digits, '.', '_' and '-', at most 227 characters. Changing it on a running connector sends
                    new records to the new topics; what was already read is not sent again. Connectors with different
                    filters need different prefixes, because each writes its own rows of days.
                    """),
            Key.choice(PARTICIPANTS_MODE, ParticipantsMode.TOPIC)
                    .importance(MEDIUM)
                    .described("Participants mode", """
                    Where the participants of a call go. topic: each is a record of <prefix>.mpc.participants, sent
                    before its call. embedded: they are the array participant_details in the call's record, which
                    becomes larger. none: they are not requested, which saves at least one request per call; live calls
                    stay, without participants.
                    """),
            Key.choice(TIMESTAMP, RecordTimestamp.INGEST).importance(MEDIUM).described("Record timestamp", """
                    The time that records carry in Kafka. ingest: when the producer sent them. event: the end of the
                    call, and for a participant its exit or else the end of its call; the records of days, live calls
                    and errors are always ingest. Topics delete by record time: with event and Kafka's default retention
                    of 7 days a broker deletes older history as it arrives. So before you choose event, set
                    retention.ms=-1 on the calls and participants topics, preferably by the connector's topic.creation.*
                    keys.
                    """),
            Key.choice(ON_MALFORMED, OnMalformed.FAIL).importance(MEDIUM).described("Behavior on malformed", """
                    What happens to a call or participant that cannot be read: one without an id, of another call, or
                    with an unreadable time or amount. fail: the task fails with the reason, and nothing is skipped.
                    skip: the object is logged, counted and left out. topic: it is written to <prefix>.mpc.errors as the
                    API sent it, so nothing is lost and everything else continues.
                    """),
            Key.choice(DECIMALS, DecimalHandling.PRECISE).described("Decimal handling", """
                    How billed_amount is written. precise: as Connect's Decimal with scale 5, which is exact; an amount
                    with more than five decimal places is rounded half even and counted. string: as the digits that the
                    API sent, exact and readable everywhere. double: as a floating point number, easy to use but not
                    exact. The JSON converter prints a Decimal as base64 unless its decimal.format is NUMERIC.
                    """),
            Key.flag(RAW, false).described("Include raw JSON", """
                    Whether calls and participants have a field named raw with the JSON object as the API sent it. It
                    keeps fields that Plivo added after this version of the connector, and makes records about twice as
                    large.
                    """));

    static RecordSettings of(ConfigValues values) {
        return new RecordSettings(
                values.text(TOPIC_PREFIX),
                values.choice(ParticipantsMode.class, PARTICIPANTS_MODE),
                values.choice(RecordTimestamp.class, TIMESTAMP),
                values.choice(OnMalformed.class, ON_MALFORMED),
                values.choice(DecimalHandling.class, DECIMALS),
                values.flag(RAW));
    }

    /** Whether participants are read, of ended and of live calls. */
    public boolean withParticipants() {
        return participants != ParticipantsMode.NONE;
    }
}
