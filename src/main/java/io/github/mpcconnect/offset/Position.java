package io.github.mpcconnect.offset;

/** How far a source partition has been written to Kafka: the ended calls of a day, or the live calls of an account. */
public sealed interface Position permits DayOffset, LiveOffset {}
