package io.github.mpcconnect.ingest;

/** What a batch is made of: each item becomes one record or, a call with its participants, several. */
public sealed interface Item permits EndedCall, MalformedObject, Heartbeat, LiveItem {}
