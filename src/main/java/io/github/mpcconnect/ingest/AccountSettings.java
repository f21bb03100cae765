package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.LiveSettings;
import io.github.mpcconnect.config.ReadingSettings;
import io.github.mpcconnect.config.RequestSettings;

/** How one account is read. */
public record AccountSettings(ReadingSettings reading, LiveSettings live, RequestSettings requests) {}
