package io.github.mpcconnect.config;

/** What a record's timestamp tells. */
public enum RecordTimestamp {
    INGEST,
    EVENT
}
