package io.github.mpcconnect.batch;

/** What a batch is made of: each item becomes one record or, a call with its participants, several. */
public sealed interface Item permits EndedCall, MalformedObject, DayRow, LiveItem {}
