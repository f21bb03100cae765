package io.github.mpcconnect.config;

/** The time that a record carries in Kafka: {@code record.timestamp}. */
public enum RecordTimestamp implements Choice {
    /** When the producer sent it. */
    INGEST,
    /** When the call ended, or the participant left. */
    EVENT
}
