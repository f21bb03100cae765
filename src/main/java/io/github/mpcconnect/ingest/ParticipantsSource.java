package io.github.mpcconnect.ingest;

/** Where a call's participants come from, so that "nobody" and "not to be had" differ. */
public enum ParticipantsSource {
    /** The API told them after the call ended; an empty list means nobody. */
    API,
    /** They were seen while the call lived; after its end the API told none. */
    LIVE,
    /** Some the API told after the call ended, the others were seen while it lived. */
    MIXED,
    /** The API could not tell them any more, and they were not seen. */
    UNAVAILABLE
}
