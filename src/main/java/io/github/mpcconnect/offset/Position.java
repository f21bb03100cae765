package io.github.mpcconnect.offset;

/** How far a stream is in Kafka: a day's ended calls, or an account's live calls. */
public sealed interface Position permits DayOffset, LiveOffset {}
