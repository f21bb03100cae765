package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Watermark;

/** Tells, and stores, how far a day is read, also where nothing else is sent. */
public record Heartbeat(Watermark watermark) implements Item {}
