package io.github.mpcconnect.offset;

/** The state of a day: {@code state} in offsets and rows. */
public enum DayStatus {
    /** Today, or being read. */
    OPEN,
    /** Read to its end and still audited. */
    READ,
    /** Final: compared with the API, and nothing is missing. */
    CLOSED,
    /** Final: a part of it could not be read or proven. */
    DISPUTED;

    public boolean isFinal() {
        return this == CLOSED || this == DISPUTED;
    }
}
