package io.github.mpcconnect.config;

/** How amounts are written: {@code decimal.handling.mode}. */
public enum DecimalHandling implements Choice {
    /** As Decimal of scale 5. */
    PRECISE,
    /** As a string of digits. */
    STRING,
    /** As a floating point number, which is not exact. */
    DOUBLE
}
