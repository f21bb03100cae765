package io.github.mpcconnect.ingest;

import io.github.mpcconnect.live.LiveChange;

/** A row of the tables of live calls that changed. */
public record LiveItem(LiveChange change) implements Item {}
