package io.github.mpcconnect.offset;

/** How far a day is on its way to being closed: {@code state} in offsets and rows. */
public enum DayStatus {
    /** Today, or being read. */
    OPEN,
    /** Read to its end, and still audited. */
    READ,
    /** Final: compared with the API, nothing is missing. */
    CLOSED,
    /** Final: a part of it could not be read or proven. */
    DISPUTED;

    public boolean isFinal() {
        return this == CLOSED || this == DISPUTED;
    }
}
