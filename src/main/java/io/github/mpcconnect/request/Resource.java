package io.github.mpcconnect.request;

import java.util.Locale;

/** What a request reads. One resource can have an outage while the other is available. */
public enum Resource {
    CALLS,
    PARTICIPANTS;

    /** The name in messages. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
