package io.github.mpcconnect.request;

import java.util.Locale;

/** What a request reads. One of the two can be out of order while the other answers. */
public enum Resource {
    CALLS,
    PARTICIPANTS;

    /** As messages name it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
