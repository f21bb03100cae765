package io.github.mpcconnect.batch;

/** An element of a batch. It becomes one record; a call with participants becomes several. */
public sealed interface BatchItem permits EndedCall, MalformedObject, DayRow, LiveChange {}
