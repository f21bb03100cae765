package io.github.mpcconnect.config;

/** What time a record carries in Kafka: {@code record.timestamp}. */
public enum RecordTimestamp implements Choice {
    /** When the producer sent it. */
    INGEST,
    /** When what it tells of ended. */
    EVENT
}
