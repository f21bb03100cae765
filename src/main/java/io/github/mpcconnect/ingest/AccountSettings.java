package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.LiveSettings;
import io.github.mpcconnect.config.ReadingSettings;
import io.github.mpcconnect.config.RequestSettings;

/** The settings for reading one account. */
public record AccountSettings(ReadingSettings reading, LiveSettings live, RequestSettings requests) {}
